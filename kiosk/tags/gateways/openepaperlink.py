"""An OpenEPaperLink access point: pictures by HTTP, and its table of tags as the only acknowledgement.

It confirms nothing itself, drops a picture in silence when a tag does not take it, and ignores one that is shown
already. Source: the project's own firmware and pages; nothing of it is copied.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from math import inf

from kiosk.backends.errors import Declined, NotAllowed, NotFound, Throttled
from kiosk.backends.http.address import Address
from kiosk.clock import Clock
from kiosk.tags.codecs.jpeg import jpeg
from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport
from kiosk.tags.gateways.line import DEADLINE, Line
from kiosk.tags.gateways.openepaperlink_table import Row, Table

SETTLED_SECONDS = 3.0
_LATE = 600
_SILENT = 900
_NEVER = 3600
_BEYOND = 1 << 37
_KNOWN_FACES = 8


@dataclass(slots=True)
class _Push:
    """A push that the tag has not confirmed. `before` is the tag's row as it was, None where that is not known.

    `alone`: nothing else was on its way to the tag, so that the next change of its row is this push.
    """

    face: str
    before: tuple[str, int, int] | None
    alone: bool
    uploaded_at: float = inf
    queued: bool = False


class OpenEPaperLink:
    """The access point at `address`. Tags are 16 or 12 hexadecimal digits."""

    def __init__(self, address: Address, clock: Clock, *, deadline: float = DEADLINE) -> None:
        self._clock = clock
        self._line = Line(address, clock, deadline=deadline)
        self._table = Table(self._line)
        self._pushed: dict[str, _Push] = {}
        self._hashes: dict[str, dict[str, str]] = {}
        self._shown: dict[str, str] = {}

    async def push(self, sign: Sign) -> Pushed:
        """Upload the picture, having noted how the tag stood. Raises `Throttled` while the access point is busy."""
        tag = sign.tag.upper()
        row = await self._table.row(tag)
        if row is None:
            raise NotFound(f"{self._line.origin} knows no tag {tag}.", "Let the tag join the access point first.")
        earlier = self._pushed.get(tag)
        waits = earlier is not None and earlier.face == sign.face and row.pending > 0
        push = earlier if waits and earlier is not None else _Push(sign.face, row.state, alone=row.pending == 0)
        await self._upload(tag, sign, push)
        push.uploaded_at = self._clock.monotonic()
        return Pushed(mark=_mark(push))

    async def look(self) -> tuple[TagReport, ...]:
        """Every tag of the access point, those beyond what its pages reach by their names."""
        rows = await self._table.rows()
        for tag in self._pushed.keys() - rows.keys():
            if (row := await self._table.row(tag)) is not None:
                rows[tag] = row
        now = self._clock.now()
        return tuple(self._report(row, now) for row in rows.values())

    def remember(self, tag: str, face: str, mark: str) -> None:
        """A push of an earlier run."""
        alone = mark.endswith(":alone")
        self._pushed[tag.upper()] = _Push(face, _row_of(mark), alone=alone, uploaded_at=self._clock.monotonic())

    async def aclose(self) -> None:
        """Close the connections."""
        await self._line.aclose()

    async def _upload(self, tag: str, sign: Sign, push: _Push) -> None:
        """Where no answer comes, it may have arrived; where it is refused, it has not."""
        boundary = sha256(sign.face.encode()).hexdigest()
        content = (b"Content-Type", f"multipart/form-data; boundary={boundary}".encode())
        body = _form(tag, jpeg(sign.mounted), boundary.encode())
        earlier = self._pushed.pop(tag, None)
        self._pushed[tag] = push
        try:
            await self._line.ask("POST", "/imgupload", body, (content,))
        except (Throttled, Declined, NotAllowed):
            del self._pushed[tag]
            if earlier is not None:
                self._pushed[tag] = earlier
            raise

    def _report(self, row: Row, now: datetime) -> TagReport:
        push = self._pushed.get(row.tag)
        if push is not None and self._confirms(row, push):
            self._learn(row, push.face)
            del self._pushed[row.tag]
        return TagReport(
            row.tag,
            shown=self._still_shown(row),
            waiting=row.pending > 0,
            online=_online(row, now),
            battery_millivolts=row.battery,
            seen_at=_instant(row.last_seen),
            calls_at=_instant(row.next_call),
        )

    def _learn(self, row: Row, face: str) -> None:
        known = self._hashes.setdefault(row.tag, {})
        known[face] = row.hash
        self._shown[row.tag] = face
        if len(known) > _KNOWN_FACES:
            del known[next(one for one in known if one != face)]

    def _confirms(self, row: Row, push: _Push) -> bool:
        """Whether the row says that the tag shows what was pushed; where two things could be meant, it does not."""
        if row.pending:
            push.queued = True
            return False
        if (known := self._hashes.get(row.tag, {}).get(push.face)) is not None:
            return row.hash == known
        if push.before is None or not push.alone:
            return False
        if row.state[:2] != push.before[:2]:
            return True
        called = row.last_seen != push.before[2]
        return not push.queued and not called and self._clock.monotonic() - push.uploaded_at >= SETTLED_SECONDS

    def _still_shown(self, row: Row) -> str | None:
        """The confirmed face, unless something else has come upon the tag since."""
        face = self._shown.get(row.tag)
        return face if face is not None and self._hashes[row.tag][face] == row.hash else None


def _form(tag: str, picture: bytes, boundary: bytes) -> bytes:
    """The upload; `dither=0` and `rotate=0`, for the picture has its inks and its place already."""
    fields = ((b"mac", tag.encode()), (b"dither", b"0"), (b"rotate", b"0"))
    head = b'--%b\r\nContent-Disposition: form-data; name="%b"'
    texts = b"".join(head % (boundary, name) + b"\r\n\r\n" + value + b"\r\n" for name, value in fields)
    file = head % (boundary, b"file") + b'; filename="sign.jpg"\r\nContent-Type: image/jpeg\r\n\r\n' + picture
    return texts + file + b"\r\n--%b--\r\n" % boundary


def _online(row: Row, now: datetime) -> bool | None:
    """By the access point's own rule: late by ten minutes, and not heard of for a quarter of an hour."""
    if not row.last_seen:
        return None
    second = now.timestamp()
    late = row.next_call < _NEVER or second - row.next_call > _LATE
    return not (late and second - row.last_seen > _SILENT)


def _instant(second: int) -> datetime | None:
    """None for never, and for an instant that no clock can show."""
    return datetime.fromtimestamp(second, UTC) if _NEVER <= second < _BEYOND else None


def _mark(push: _Push) -> str:
    name, count, seen = push.before or ("", 0, 0)
    return f"{name}:{count}:{seen}:{'alone' if push.alone else 'not'}"


def _row_of(mark: str) -> tuple[str, int, int] | None:
    match mark.split(":"):
        case [name, count, seen, _] if name and count.isdecimal() and seen.isdecimal():
            return name, int(count), int(seen)
        case _:
            return None
