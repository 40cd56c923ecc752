"""Meetings that were new on the screen when the program died, twice: from then on they are shown as reserved.

Knows no screen. The file holds hashes only, of what meetings are called.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.clock import Clock
from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment
from kiosk.supervision.kept import keep
from kiosk.sync.model import FeedState

DEATHS = 2
PROVEN_AFTER = 60.0
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError)


class Quarantine:
    """One panel's record at `path`. Where the disk does not take it, every meeting is shown as it is."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._deaths: dict[str, int] = {}
        self._proven: set[str] = set()
        self._shown_since: dict[str, float] = {}
        self._present: set[str] = set()
        self._read()

    def admit(self, state: FeedState) -> FeedState:
        """The state as it may be shown. What is new in it is on the disk as such before this returns."""
        marks = {mark_of(one) for agenda in state.agendas for one in _meetings(agenda)}
        new = marks - self._proven - set(self._shown_since) - self._held()
        self._present = marks
        if new:
            now = self._clock.running()
            self._shown_since |= dict.fromkeys(new, now)
            self._write()
        if not marks & self._held():
            return state
        return replace(state, agendas=tuple(self._admitted(one) for one in state.agendas))

    def well(self) -> None:
        """All is well now: what has been shown for a minute is no danger."""
        now = self._clock.running()
        proven = {mark for mark, since in self._shown_since.items() if now - since >= PROVEN_AFTER}
        if not proven:
            return
        self._shown_since = {mark: since for mark, since in self._shown_since.items() if mark not in proven}
        self._proven = (self._proven | proven) & self._present
        self._deaths = {mark: count for mark, count in self._deaths.items() if mark in self._present - proven}
        self._write()

    def ended(self) -> None:
        """The program ends because somebody wants it to: nothing that is new is to blame."""
        if self._shown_since:
            self._shown_since = {}
            self._write()

    def _held(self) -> set[str]:
        return {mark for mark, count in self._deaths.items() if count >= DEATHS}

    def _admitted(self, agenda: Agenda) -> Agenda:
        held, last = self._held(), agenda.open_ended
        shown = tuple(_reserved(one) if mark_of(one) in held else one for one in agenda.appointments)
        ended = last if last is None or mark_of(last) not in held else _reserved(last)
        return replace(agenda, appointments=shown, open_ended=ended)

    def _read(self) -> None:
        """What was new when the last run ended without a word has one death more."""
        with suppress(*_UNREADABLE):
            found = json.loads(self._path.read_text(encoding="utf-8"))
            new = [str(one) for one in found["new"]]
            self._proven = {str(one) for one in found["proven"]}
            self._deaths = _deaths_in(found)
            self._deaths |= {mark: self._deaths.get(mark, 0) + 1 for mark in new}
            if new:
                self._write()

    def _write(self) -> None:
        kept = {"new": sorted(self._shown_since), "deaths": self._deaths, "proven": sorted(self._proven)}
        keep(kept, self._path)


def held_in(path: Path) -> int:
    """How many meetings the record at `path` holds back, as it stands on the disk; 0 where none can be read."""
    with suppress(*_UNREADABLE):
        found = json.loads(path.read_text(encoding="utf-8"))
        return sum(count >= DEATHS for count in _deaths_in(found).values())
    return 0


def _deaths_in(found: Any) -> dict[str, int]:  # noqa: ANN401 - any JSON
    return {str(mark): int(count) for mark, count in found["deaths"].items()}


def mark_of(appointment: Appointment) -> str:
    """A meeting as it is called: with other words it is another, and is given another chance."""
    called = repr((appointment.id, appointment.subject, appointment.organizer))
    return hashlib.sha256(called.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _meetings(agenda: Agenda) -> tuple[Appointment, ...]:
    return agenda.appointments if agenda.open_ended is None else (*agenda.appointments, agenda.open_ended)


def _reserved(appointment: Appointment) -> Appointment:
    """The same time, and none of its words."""
    return replace(appointment, subject=None, organizer=None, private=True)
