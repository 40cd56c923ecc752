"""Counts how often a program ended soon after its start, so that a screen that cannot stay does not flicker.

Knows no screen. The file holds a name to show, and nothing of any meeting.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from kiosk.supervision.kept import keep

CALM_AFTER = 3
FIRST_WAIT = 10.0
LONGEST_WAIT = 900.0
WELL_AFTER = 60.0
Phase = Literal["ended", "trying", "waiting", "waited"]
_PHASES: tuple[Phase, ...] = ("ended", "trying", "waiting", "waited")


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept from one start to the next; `room` is the name that was shown when all was well."""

    quick_ends: int = 0
    phase: Phase = "ended"
    room: str = ""


def begun(record: Record) -> Record:
    """The next start: one that came upon a start that neither went well nor was ended counts one quick end more."""
    match record.phase:
        case "trying":
            ends = record.quick_ends + 1
            return replace(record, quick_ends=ends, phase="waiting" if ends >= CALM_AFTER else "trying")
        case "waiting":
            return record
        case "ended" | "waited":
            return replace(record, phase="trying")


def wait_of(record: Record) -> float:
    """For how many seconds to be calm before the next try; 0 where it is to be tried now."""
    if record.phase != "waiting":
        return 0.0
    doublings = min(record.quick_ends - CALM_AFTER, 16)
    return min(FIRST_WAIT * 2.0**doublings, LONGEST_WAIT)


class Starts:
    """One program's record at `path`. Where the disk does not take it, every start is as good as the first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.record = Record()

    def begin(self) -> float:
        """A start; for how many seconds to be calm instead."""
        self.record = begun(self.read())
        self._write()
        return wait_of(self.record)

    def waited(self) -> None:
        """The calm is over: the next start is a try."""
        self._become(replace(self.record, phase="waited"))

    def well(self, room: str) -> None:
        """It has stayed; nothing that happened before counts."""
        self._become(Record(phase="ended", room=room))

    def ended(self) -> None:
        """It ends because somebody wants it to."""
        self._become(replace(self.record, phase="ended"))

    def refused(self) -> None:
        """It could not even begin, for a reason that is said; that is no end of its own."""
        self.record = self.read()
        self._become(replace(self.record, phase="ended"))

    def _become(self, record: Record) -> None:
        if record != self.record:
            self.record = record
            self._write()

    def read(self) -> Record:
        """What earlier starts came to, as it stands on the disk."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            ends, phase, room = found["quick_ends"], found["phase"], found["room"]
        except (OSError, ValueError, LookupError, TypeError):
            return Record()
        sound = isinstance(ends, int) and ends >= 0 and isinstance(room, str)
        return Record(ends, phase, room) if sound and phase in _PHASES else Record()

    def _write(self) -> None:
        keep(asdict(self.record), self._path)


def starts_of(environment: Mapping[str, str], folder: Path, face: str) -> Starts | None:
    """The record of one face; None where nobody supervises, so that nobody would start it anew."""
    return Starts(folder / f"starts-{face}.json") if environment.get("NOTIFY_SOCKET") else None
