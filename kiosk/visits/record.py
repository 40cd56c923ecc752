"""What the book holds, as data and as JSON. Holds names: nothing of it is ever logged."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from kiosk.domain.visit import BadgeState, Host, Visit
from kiosk.domain.visiting import Act

WALK_IN, NAMELESS = "walk-in:", "code:"
_MOMENTS = ("start", "end", "arrived", "left")


@dataclass(frozen=True, slots=True)
class Note:
    """An arrival or a departure as it was written down. `visit_id` is `code:…` where only a code was taken down."""

    key: str
    act: Act
    visit_id: str
    at: datetime

    @property
    def code(self) -> str | None:
        """The code that was taken down without knowing whose it is."""
        return self.visit_id.removeprefix(NAMELESS) if self.visit_id.startswith(NAMELESS) else None


def key_of(house: str, visit_id: str, act: Act) -> str:
    """The idempotency key of this arrival or departure: the same at every desk, and after every restart."""
    return sha256(f"{house}\0{visit_id}\0{act.value}".encode("utf-8", "surrogatepass")).hexdigest()[:40]


def by_code(code: str) -> str:
    """What stands for the id of a visit of which only the code is known."""
    return NAMELESS + code


def copy_of(visit: Visit) -> Visit:
    """The visit without what nobody needs once it is written down: the visitor's own address."""
    return replace(visit, email=None)


def packed(visit: Visit) -> bytes:
    """The visit as JSON; what is None is left out."""
    held = {name: value for name, value in asdict(visit).items() if value is not None}
    for name in _MOMENTS:
        if isinstance(moment := held.get(name), datetime):
            held[name] = moment.astimezone(UTC).isoformat()
    return json.dumps(held, ensure_ascii=True).encode()


def unpacked(body: bytes) -> Visit:
    """The visit that was packed. Raises ValueError where it is none."""
    try:
        found = json.loads(body)
        host = found.pop("host", None)
        moments: dict[str, Any] = {name: datetime.fromisoformat(found.pop(name)) for name in _MOMENTS if name in found}
        state = BadgeState(found.pop("state", BadgeState.UNKNOWN))
        return Visit(**found, **moments, state=state, host=None if host is None else Host(**host))
    except (AttributeError, KeyError, TypeError, RecursionError) as wrong:
        raise ValueError("no visit") from wrong


def errand(note: Note, visit: Visit | None, *, walk_in: bool = False) -> bytes:
    """What is delivered of a note: to a backend that knows the visit no more than is needed to tell which it is."""
    if visit is not None and not walk_in:
        visit = Visit(
            visit.id, visit.code, visit.start, visit.end, visit.time_zone, uid=visit.uid, building_id=visit.building_id
        )
    body: dict[str, Any] = {"act": note.act.value, "at": note.at.isoformat(), "walk_in": walk_in}
    if visit is None:
        body["code"] = note.code
    else:
        body["visit"] = packed(visit).decode()
    return json.dumps(body).encode()


@dataclass(frozen=True, slots=True)
class Errand:
    """What was put into the outbox by `errand`. Exactly one of `visit` and `code` is given."""

    act: Act
    at: datetime
    visit: Visit | None
    code: str
    walk_in: bool


def errand_of(body: bytes) -> Errand:
    """Raises ValueError where it is none."""
    try:
        found = json.loads(body)
        visit = unpacked(found["visit"].encode()) if "visit" in found else None
        at = datetime.fromisoformat(found["at"])
        return Errand(Act(found["act"]), at, visit, str(found.get("code") or ""), bool(found.get("walk_in")))
    except (AttributeError, KeyError, TypeError, RecursionError) as wrong:
        raise ValueError("no errand") from wrong
