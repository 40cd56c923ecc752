"""A Minew server, which draws tags itself from texts and templates; its log of the tags is the acknowledgement.

Its interface is known from other programs that use it, and they disagree: paths and names are settings.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from kiosk.backends.errors import Rejected
from kiosk.tags.codecs.minew import goods
from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport
from kiosk.tags.gateways.minew_session import MinewSession, Reply

_PAGE = 100
_MOST_PAGES = 200
_DONE = frozenset({"", "0", "1", "200", "success", "ok", "true"})


@dataclass(frozen=True, slots=True)
class MinewPaths:
    """Where the server answers."""

    labels: str = "/apis/esl/label/cascadQuery"
    update: str = "/apis/esl/goods/updateToStore"
    logs: str = "/apis/esl/logs/queryList"


@dataclass(frozen=True, slots=True)
class MinewStore:
    """A store of the server, the texts of the template's fields, and each tag's data record, by default its own id."""

    store: str
    template: Mapping[str, str]
    records: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Push:
    face: str
    logs_before: frozenset[str]


class Minew:
    """Tags by their addresses, which the server writes in lower case."""

    def __init__(self, session: MinewSession, store: MinewStore, paths: MinewPaths) -> None:
        self._session = session
        self._store = store
        self._paths = paths
        self._pushed: dict[str, _Push] = {}
        self._shown: dict[str, str] = {}

    async def push(self, sign: Sign) -> Pushed:
        """Change the tag's data record, having noted which logs there were. The picture is the server's affair."""
        tag = sign.tag.lower()
        record = self._store.records.get(sign.tag, sign.tag)
        body = goods(self._store.store, record, self._store.template, sign.words)
        before = frozenset(log.id for log in await self._logs(tag))
        self._pushed[tag] = _Push(sign.face, before)
        reply = await self._session.call("POST", self._paths.update, body)
        self._refuse_single(reply, (sign.tag, tag, record))
        return Pushed(mark=",".join(sorted(before)))

    async def look(self) -> tuple[TagReport, ...]:
        """Every label of the store; a push is shown once the log has a new entry of success for its tag."""
        labels = await self._labels()
        for tag in tuple(self._pushed):
            await self._look_for(tag)
        return tuple(self._report(label) for label in labels.values())

    def remember(self, tag: str, face: str, mark: str) -> None:
        """A push of an earlier run."""
        self._pushed[tag.lower()] = _Push(face, frozenset(filter(None, mark.split(","))))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._session.aclose()

    async def _look_for(self, tag: str) -> None:
        push = self._pushed[tag]
        new = [log for log in await self._logs(tag) if log.id not in push.logs_before]
        if any(str(log.result).lower() in _DONE for log in new):
            self._shown[tag] = push.face
            del self._pushed[tag]

    async def _logs(self, tag: str) -> list["_Log"]:
        query = {"storeId": self._store.store, "objectType": "1", "currentPage": 1, "pageSize": _PAGE, "labelMac": tag}
        reply = await self._session.call("POST", self._paths.logs, msgspec.json.encode(query))
        return [log for log in _all(reply, _Log) if log.labelMac.lower() == tag]

    async def _labels(self) -> dict[str, "_Label"]:
        found = dict[str, _Label]()
        for page in range(1, _MOST_PAGES + 1):
            query = f"?page={page}&size={_PAGE}&storeId={self._store.store}&type=1"
            reply = await self._session.call("GET", self._paths.labels + query)
            items = _all(reply, _Label)
            fresh = [label for label in items if label.mac.lower() not in found]
            found.update((label.mac.lower(), label) for label in fresh)
            if not fresh or len(reply.items) < _PAGE:
                break
        return found

    def _refuse_single(self, reply: Reply, names: tuple[str, ...]) -> None:
        """A success as a whole may hold a failure for the one tag. Raises `Rejected`."""
        if isinstance(reply.data, dict):
            for name in names:
                if str(reply.data.get(name, "0")).lower() not in _DONE:
                    sentence = f"The Minew server did not take the sign of the tag {names[0]}."
                    raise Rejected(sentence, "Look at the tag, its record and its template there.")

    def _report(self, label: "_Label") -> TagReport:
        tag = label.mac.lower()
        return TagReport(
            label.mac,
            shown=None if tag in self._pushed else self._shown.get(tag),
            waiting=tag in self._pushed,
            online={"1": False, "2": True}.get(str(label.isOnline)),
            battery_percent=_percent(label.battery),
        )


class _Label(msgspec.Struct):
    mac: str
    isOnline: str | int | None = None  # noqa: N815 - its name on the wire
    battery: str | int | float | None = None


class _Log(msgspec.Struct):
    id: str
    labelMac: str = ""  # noqa: N815 - its name on the wire
    result: str | int | bool | None = ""


_Item = TypeVar("_Item", _Label, _Log)


def _all(reply: Reply, kind: type[_Item]) -> list[_Item]:
    """The items that can be read; a bad one hides only itself."""
    good = list[_Item]()
    for item in reply.items:
        with suppress(msgspec.ValidationError):
            good.append(msgspec.convert(item, kind, strict=False))
    return good


def _percent(battery: object) -> int | None:
    try:
        percent = float(str(battery))
    except ValueError:
        return None
    return round(percent) if 0 <= percent <= 100 else None  # noqa: PLR2004 - of a hundred
