"""One door without a screen: what it shows is kept, its clock is set by hand, its desk answers as it is told."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.clock import Clock
from kiosk.domain.access import AccessKey, AccessKeys
from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.room import Room
from kiosk.domain.state import derive
from kiosk.doorway import Doorway, Flows
from kiosk.sync.model import FeedState
from kiosk.viewmodels.sheet_view import Choice, SheetView
from kiosk.wording import Words
from tests.wording.states import POLICY, ROOM, agenda, at, meeting

ALL = frozenset({"book", "later", "check_in", "check_in_tap", "extend", "end", "cancel"})
LINK = "https://rooms.example.com/k/1"


class HandClock(Clock):
    """A clock that somebody sets."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.at = now
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass
class Desk:
    """Answers every act with `ending`; while `held`, only once it is let go. Keeps what it was asked for."""

    ending: Ending = Ending.DONE
    outcome: Callable[[Outcome], Outcome] = lambda outcome: outcome
    asked: list[tuple[object, ...]] = field(default_factory=list)
    held: asyncio.Event | None = None

    async def book(self, room_id: str, start: datetime, end: datetime, title: str | None = None) -> Outcome:
        return await self._answer(Act.BOOK, room_id, start, end, title)

    async def check_in(self, room_id: str, held: Booking) -> Outcome:
        return await self._answer(Act.CHECK_IN, room_id, held.id)

    async def extend(self, room_id: str, held: Booking, end: datetime) -> Outcome:
        return await self._answer(Act.EXTEND, room_id, held.id, end)

    async def end(self, room_id: str, held: Booking) -> Outcome:
        return await self._answer(Act.END, room_id, held.id)

    async def cancel(self, room_id: str, held: Booking) -> Outcome:
        return await self._answer(Act.CANCEL, room_id, held.id)

    async def _answer(self, act: Act, room_id: str, *what: object) -> Outcome:
        self.asked.append((act, room_id, *what))
        if self.held is not None:
            await self.held.wait()
        return self.outcome(Outcome(act, room_id, self.ending))


class Doorstep:
    """A doorway, what stands on its sheet, and the finger that touches it."""

    def __init__(
        self,
        *meetings: Appointment,
        now: str = "14:12",
        can: frozenset[str] = ALL,
        more: Flows | None = None,
        language: str = "en",
    ) -> None:
        self.clock = HandClock(at(now))
        self.desk = Desk()
        self.can = can
        self.shown: list[SheetView] = []
        self.works: list[Coroutine[object, object, None]] = []
        self.doorway = Doorway(
            self, self.desk, self.clock, POLICY, Words(language), lambda: self.can, self.works.append, more or {}
        )
        self.know(*meetings)

    @property
    def view(self) -> SheetView:
        """What stands there now."""
        return self.shown[-1] if self.shown else SheetView()

    @property
    def keys(self) -> tuple[str, ...]:
        """What may be chosen."""
        return tuple(choice.key for choice in (*self.view.chips, *self.view.choices))

    def show(self, view: SheetView) -> None:
        """The surface's side."""
        self.shown.append(view)

    def know(
        self, *meetings: Appointment, trouble: Trouble | None = None, room: Room = ROOM, keys: bool = True
    ) -> None:
        """This is the day now, learned this instant."""
        known = replace(agenda(*meetings, now="14:12", room=room), as_of=self.clock.now())
        access = AccessKeys((AccessKey(room.id, LINK),), self.clock.now()) if keys else AccessKeys()
        feed = FeedState((known,), access, Connection(self.clock.now(), trouble))
        self.doorway.show((derive(known, self.clock.now(), POLICY),), feed)

    def press(self, key: str) -> None:
        """Touch the home screen, and let the sheet settle."""
        self.doorway.press(key)
        self.clock.seconds += 1

    def choose(self, key: str) -> None:
        """Touch the sheet."""
        self.doorway.host.chosen(key)
        self.clock.seconds += 1

    def back(self) -> None:
        """One step back."""
        self.doorway.host.back()
        self.clock.seconds += 1

    def type(self, *texts: str) -> None:
        """Type, and finish."""
        for text in texts:
            self.doorway.host.typed(text)
        self.doorway.host.entered()
        self.clock.seconds += 1

    def finish(self) -> None:
        """Let everything that was begun come to its end."""
        works, self.works[:] = list(self.works), []
        asyncio.run(_all(works))
        self.clock.seconds += 1

    def choice(self, key: str) -> Choice:
        """One of the choices."""
        return next(choice for choice in (*self.view.chips, *self.view.choices) if choice.key == key)


async def _all(works: list[Coroutine[object, object, None]]) -> None:
    await asyncio.gather(*works)


def booked(begin: str, finish: str, name: str = "b1", subject: str | None = "Design review") -> Appointment:
    """A meeting that somebody booked."""
    return replace(meeting(begin, finish, subject, name=name), booking_id=name)
