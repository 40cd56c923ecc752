"""What waits in the outbox, as data and as rows. Knows neither the file nor who delivers."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any, Literal, NamedTuple

from kiosk.sync.database import Layout

Ending = Literal["refused", "expired", "damaged", "failed"]
State = Literal["waiting", "delivered", "refused", "expired", "damaged", "failed"]
TABLES = """
CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, target TEXT NOT NULL, key TEXT NOT NULL,
    same TEXT NOT NULL, body BLOB NOT NULL, put TEXT NOT NULL, expires TEXT, tries INTEGER NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT '', closed_until TEXT, state TEXT NOT NULL DEFAULT 'waiting', ended TEXT,
    reason TEXT NOT NULL DEFAULT '', checksum INTEGER NOT NULL, UNIQUE (kind, target, key)
);
CREATE INDEX item_by_lane ON item (kind, target, id) WHERE state = 'waiting';
CREATE INDEX item_by_end ON item (ended) WHERE ended IS NOT NULL;
"""
LAYOUT = Layout(TABLES, 1, "FULL", alone=True)
_FIRST = datetime(1, 1, 1, tzinfo=UTC)
COLUMNS = "id, kind, target, key, body, put, expires, tries, trouble, closed_until, state, reason, checksum"


class Lane(NamedTuple):
    """Where something goes. What is in one lane is delivered in order; lanes do not wait for each other."""

    kind: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be delivered. `key` names it for ever, also to the receiver; `body` is never shown or logged.

    An item of the lane with the same non-empty `same` that was put less than `same_within` ago stands for this one too.
    After `expires` (aware) it is of no use to anyone.
    """

    lane: Lane
    key: str
    body: bytes = field(repr=False)
    expires: datetime | None = None
    same: str = ""
    same_within: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Item:
    """Something in the outbox. `tries` counts those that were begun, this one too while it is being delivered.

    `trouble` is the name of what the last try met, `reason` one sentence on why it was set aside.
    """

    id: int
    lane: Lane
    key: str
    body: bytes = field(repr=False)
    put: datetime
    expires: datetime | None = None
    tries: int = 0
    trouble: str = ""
    closed_until: datetime | None = None
    state: State = "waiting"
    reason: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a lane holds: how many wait, since when, what the first met last; how many were set aside, and why."""

    lane: Lane
    count: int
    since: datetime | None
    trouble: str
    aside: int
    reasons: tuple[str, ...] = ()


def checksum(lane: Lane, key: str, body: bytes) -> int:
    """Tells a body that is no longer what was put."""
    return zlib.crc32(body, zlib.crc32("\0".join((*lane, key)).encode("utf-8", "surrogatepass")))


def counted(items: Sequence[Item]) -> tuple[Waiting, ...]:
    """The numbers of each lane; the items come lane by lane, the oldest first."""
    return tuple(_counted(lane, tuple(found)) for lane, found in groupby(items, key=lambda one: one.lane))


def _counted(lane: Lane, items: Sequence[Item]) -> Waiting:
    waiting = [one for one in items if one.state == "waiting"]
    aside = [one for one in items if one.state != "waiting"]
    since, trouble = (waiting[0].put, waiting[0].trouble) if waiting else (None, "")
    return Waiting(lane, len(waiting), since, trouble, len(aside), tuple(sorted({one.reason for one in aside})))


def item_of(row: tuple[Any, ...]) -> Item:
    """An item from its `COLUMNS`. One that was altered behind our back is not `whole`."""
    key, kind, target, name, raw, put, expires, tries, trouble, closed, state, reason, check = row
    lane, name, body = Lane(str(kind), str(target)), str(name), raw if isinstance(raw, bytes) else b""
    instants = [_instant(one) for one in (put, expires, closed)]
    whole = check == checksum(lane, name, body) and _FIRST not in instants
    tries = tries if isinstance(tries, int) else 0
    first, texts = instants[0] or _FIRST, (str(trouble), str(reason))
    return Item(key, lane, name, body, first, instants[1], tries, texts[0], instants[2], state, texts[1], whole)


def _instant(text: object) -> datetime | None:
    """The instant, None for none, the first of all for what is none."""
    try:
        return None if text is None else datetime.fromisoformat(str(text)).astimezone(UTC)
    except (ValueError, OverflowError):
        return _FIRST
