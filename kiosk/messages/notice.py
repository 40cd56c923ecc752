"""What a host is told of a visit, and how that waits in the outbox. Holds names: nothing of it is ever logged."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.visit import Visit

LONGEST = 200
_UNSAFE = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class HostNotice:
    """A visitor came. Texts are on one line, at most 200 characters each; empty where unknown. Instants are aware.

    `announced` is False for somebody without an appointment, whose `start` and `end` are None.
    """

    visitor: str
    company: str
    host: str
    email: str
    building: str
    room: str
    floor: str
    arrived: datetime
    time_zone: str
    start: datetime | None = None
    end: datetime | None = None
    announced: bool = True

    @property
    def zone(self) -> ZoneInfo:
        """The building's zone."""
        return ZoneInfo(self.time_zone)


def notice_of(visit: Visit, arrived: datetime, *, announced: bool = True) -> HostNotice:
    """What the host of this visit is told."""
    host = visit.host
    return HostNotice(
        visitor=one_line(visit.visitor),
        company=one_line(visit.company),
        host=one_line(host.name if host else None),
        email=((host.email if host else None) or "").strip(),
        building=one_line(visit.building),
        room=one_line(visit.room),
        floor=one_line(visit.floor),
        arrived=arrived,
        time_zone=visit.time_zone,
        start=visit.start if announced else None,
        end=visit.end if announced else None,
        announced=announced,
    )


def one_line(text: str | None) -> str:
    """A text from outside without line breaks, control characters and turns of direction; cut where it is too long."""
    kept = (" " if unicodedata.category(one) in _UNSAFE else one for one in text or "" if one not in _TURNING)
    return " ".join("".join(kept).split())[:LONGEST].rstrip()


def body_of(notice: HostNotice) -> bytes:
    """As it is kept in the outbox."""
    texts = {name: getattr(notice, name) for name in _TEXTS}
    instants = {name: _iso(getattr(notice, name)) for name in ("arrived", "start", "end")}
    return json.dumps({**texts, **instants, "announced": notice.announced}, ensure_ascii=False).encode()


def notice_in(body: bytes) -> HostNotice:
    """What was kept. Raises ValueError where it is no notice."""
    try:
        found = json.loads(body)
    except RecursionError as wrong:
        raise ValueError("no notice") from wrong
    if not (isinstance(found, dict) and isinstance(found.get("arrived"), str)):
        raise ValueError("no notice")  # noqa: TRY004 - what was kept is wrong, no type of ours
    texts = {name: str(found.get(name, "")) for name in _TEXTS}
    return HostNotice(
        **texts,
        arrived=datetime.fromisoformat(found["arrived"]),
        start=_instant(found.get("start")),
        end=_instant(found.get("end")),
        announced=found.get("announced") is not False,
    )


_TEXTS = ("visitor", "company", "host", "email", "building", "room", "floor", "time_zone")


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _instant(text: Any) -> datetime | None:  # noqa: ANN401 - whatever JSON may hold
    return datetime.fromisoformat(text) if isinstance(text, str) else None
