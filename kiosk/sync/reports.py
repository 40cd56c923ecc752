"""Takes problem reports: into the outbox, once for each who is to get them. Knows neither the network nor words."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from kiosk.clock import Clock
from kiosk.domain.problem import Problem, Report
from kiosk.domain.room import Room
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_item import Draft, Item, Lane

SERVER, WEBHOOK, COMMAND = "report.server", "report.webhook", "report.command"
KINDS = (SERVER, WEBHOOK, COMMAND)
SAME_WITHIN = timedelta(minutes=10)
USEFUL_FOR = timedelta(days=30)
_AGAIN = 0.1


class Fate(StrEnum):
    """What became of a report by now."""

    SENT = "sent"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Noted:
    """A report that is on disk. `before`: it was there already, from a few minutes ago."""

    key: str
    before: bool = False


class ReportDesk:
    """`lanes` are the ways to those who get reports; `word` names a kind of problem to them; `new_key` never repeats.

    Methods raise `OutboxError`.
    """

    def __init__(
        self,
        outbox: Outbox,
        lanes: tuple[Lane, ...],
        clock: Clock,
        new_key: Callable[[], str],
        word: Callable[[Problem], str],
    ) -> None:
        self.lanes = lanes
        self._outbox = outbox
        self._clock = clock
        self._new_key = new_key
        self._word = word

    async def note(self, report: Report) -> Noted:
        """Keep it; when this returns it is on disk for every way."""
        key, body = self._new_key(), json.dumps(document(report, self._word(report.problem))).encode()
        drafts = [
            Draft(lane, key, body, self._clock.now() + USEFUL_FOR, _same(report), SAME_WITHIN) for lane in self.lanes
        ]
        return Noted(key, before=not any(await self._outbox.put(*drafts)))

    async def fate(self, noted: Noted, seconds: float) -> Fate:
        """What became of it: at once where that is clear on every way, at the latest after so many seconds."""
        until = self._clock.monotonic() + seconds
        while (fate := await self._fate(noted)) is None:
            if self._clock.monotonic() >= until:
                return Fate.WAITING
            await self._clock.sleep(_AGAIN)
        return fate

    async def _fate(self, noted: Noted) -> Fate | None:
        items = [item for lane in self.lanes if (item := await self._outbox.one(lane, noted.key)) is not None]
        if any(item.state not in {"waiting", "delivered"} for item in items):
            return Fate.REFUSED
        waiting = [item for item in items if item.state == "waiting"]
        if not waiting:
            return Fate.SENT
        return Fate.WAITING if all(item.trouble for item in waiting) else None


def document(report: Report, word: str) -> dict[str, str]:
    """A report as whoever gets it reads it; `time` with the room's own offset."""
    room = report.room
    return {
        "room": room.name,
        "room_id": room.id,
        "building": room.building or "",
        "floor": room.floor or "",
        "problem": word,
        "kind": report.problem.value,
        "text": report.text,
        "time": report.at.astimezone(room.zone).isoformat(timespec="seconds"),
    }


def document_of(item: Item) -> Mapping[str, str]:
    """What an item holds. Raises ValueError where it is no report."""
    found = json.loads(item.body)
    if not isinstance(found, dict) or not {"room", "room_id", "kind", "text", "time"} <= found.keys():
        raise ValueError("no report")
    return {str(name): str(value) for name, value in found.items()}


def report_of(item: Item) -> Report:
    """The report that an item holds, of its room what the server needs. Raises ValueError where it is none."""
    found = document_of(item)
    room = Room(found["room_id"], found["room"], "UTC")
    return Report(room, Problem(found["kind"]), datetime.fromisoformat(found["time"]), found["text"])


def _same(report: Report) -> str:
    """Alike for reports that say the same; tells nobody what."""
    said = (report.room.id, report.problem.value, " ".join(report.text.casefold().split()))
    return sha256(repr(said).encode("utf-8", "replace")).hexdigest()
