"""A search for a room without a screen: a building that knows what it is told, and a desk that books as it is told."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.acting.house import HouseLook
from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.flows.find import FindFlow
from kiosk.flows.find_views import FindViews
from kiosk.flows.stage import Flow
from kiosk.phrases.acts import ActPhrases
from kiosk.phrases.find import FindPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.wording import Words
from tests.sync.virtual import START, VirtualClock, passing, simulate

HERE = Room("here", "Here", "UTC", "House", "1", 8)
POLICY = Policy()


def room(name: str, floor: str = "1", seats: int | None = 8, *amenities: str) -> Room:
    return Room(name, name, "UTC", "House", floor, seats, amenities)


def known(one: Room, *busy: tuple[float, float], as_of: datetime = START) -> Agenda:
    """A room that is taken over these spans, in minutes after the start."""
    taken = [
        Appointment(f"{one.id} {first}", START + timedelta(minutes=first), START + timedelta(minutes=last))
        for first, last in busy
    ]
    return agenda_of(one, taken, as_of=as_of, known_until=as_of + timedelta(hours=36))


@dataclass(slots=True)
class House:
    """Knows what it is told, after `latency` seconds; counts how often it is asked."""

    next: HouseLook
    latency: float = 0.1
    asked: int = 0
    known: HouseLook = field(default_factory=lambda: HouseLook(HERE))

    async def look(self) -> HouseLook:
        self.asked += 1
        await passing(self.latency)
        self.known = self.next
        return self.known


@dataclass(slots=True)
class Desk:
    """Books as it is told to, after a second."""

    ending: Ending = Ending.DONE
    booked: list[tuple[str, datetime, datetime]] = field(default_factory=list)

    async def book(self, room_id: str, start: datetime, end: datetime, title: str | None = None) -> Outcome:
        assert title is None
        self.booked.append((room_id, start, end))
        await passing(1)
        booking = Booking("b", room_id, start, end) if self.ending is Ending.DONE else None
        return Outcome(Act.BOOK, room_id, self.ending, booking)

    async def check_in(self, room_id: str, held: Booking) -> Outcome:
        raise NotImplementedError

    async def extend(self, room_id: str, held: Booking, end: datetime) -> Outcome:
        raise NotImplementedError

    async def end(self, room_id: str, held: Booking) -> Outcome:
        raise NotImplementedError

    async def cancel(self, room_id: str, held: Booking) -> Outcome:
        raise NotImplementedError


@dataclass(slots=True)
class Play:
    """A flow on a stage, with everything behind it."""

    flow: FindFlow
    house: House
    desk: Desk
    shown: list[SheetView]
    can_book: bool = True

    @property
    def view(self) -> SheetView:
        return self.shown[-1]

    @property
    def titles(self) -> list[str]:
        return [one.title for one in self.view.rows]

    @property
    def chips(self) -> list[str]:
        return [one.key for one in self.view.chips]


class Stage:
    """Shows into a list; what is spawned runs beside."""

    def __init__(self, shown: list[SheetView], group: asyncio.TaskGroup) -> None:
        self._shown = shown
        self._group = group

    def show(self, view: SheetView) -> None:
        self._shown.append(view)

    def open(self, flow: Flow) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        self._group.create_task(work)


def played(
    script: Callable[[Play], Coroutine[object, object, None]],
    *agendas: Agenda,
    look: HouseLook | None = None,
    ending: Ending = Ending.DONE,
    language: str = "en",
    before: HouseLook | None = None,
) -> None:
    async def main() -> None:
        clock, words = VirtualClock(), Words(language)
        house, desk = House(look or HouseLook(HERE, agendas)), Desk(ending)
        house.known = before or house.known
        views = FindViews(SheetPhrases(words), FindPhrases(words), ActPhrases(words), POLICY)
        shown: list[SheetView] = []
        play = Play(FindFlow(house, desk, clock, POLICY, views, lambda: play.can_book), house, desk, shown)
        async with asyncio.TaskGroup() as group:
            play.flow.begin(Stage(shown, group))
            try:
                await script(play)
            finally:
                play.flow.closed()

    simulate(main)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u00a0", " ")
