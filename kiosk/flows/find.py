"""Find a room: which others are free, for how long one of them, and done. Knows no words; shows only what is true."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

from kiosk.acting.house import HouseLook
from kiosk.acting.outcome import Outcome
from kiosk.clock import Clock
from kiosk.domain.agenda import Agenda
from kiosk.domain.finding import Found, Wish, free_rooms
from kiosk.domain.offers import Offer, offers
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState
from kiosk.flows.book import keyed
from kiosk.flows.door import Desk
from kiosk.flows.find_views import AGAIN, ALL, ROOM, FindViews
from kiosk.flows.find_wishes import pressed
from kiosk.flows.stage import Stage
from kiosk.sync.waiting import pause
from kiosk.viewmodels.sheet_view import SheetView

LOOK_SECONDS = 15.0


class Building(Protocol):
    """The other rooms; `House` is the one there is."""

    @property
    def known(self) -> HouseLook:
        """What the last look brought."""
        ...

    async def look(self) -> HouseLook:
        """Look again; a failure is a look with its trouble."""
        ...


class _Phase(Enum):
    ASKING = auto()
    ACTING = auto()
    ENDED = auto()


class FindFlow:
    """Looks at the other rooms of the building while it is open, and books one of them. Implements `Flow`.

    Where `can_book` says no, rooms are shown and none can be chosen.
    """

    def __init__(
        self,
        building: Building,
        desk: Desk,
        clock: Clock,
        policy: Policy,
        views: FindViews,
        can_book: Callable[[], bool],
    ) -> None:
        self._building = building
        self._desk = desk
        self._clock = clock
        self._policy = policy
        self._views = views
        self._can_book = can_book
        self._stage: Stage | None = None
        self._phase = _Phase.ASKING
        self._looked = False
        self._wish = Wish()
        self._room = ""
        self._note = ""
        self._left = asyncio.Event()

    def begin(self, stage: Stage) -> None:
        """Show at once what is known, and look."""
        self._stage = stage
        self._draw()
        stage.spawn(self._keep_looking())

    def changed(self, state: RoomState, agenda: Agenda) -> None:  # noqa: ARG002 - it is about the other rooms
        """Time has passed: what was free may not be."""
        self._draw()

    def chosen(self, key: str) -> None:
        """A wish, a room, how long, or the way back; a key that is not offered any more means nothing."""
        match self._phase:
            case _Phase.ASKING if (found := self._chosen()) is not None:
                self._book(found, key)
            case _Phase.ASKING:
                self._choose(key)
            case _Phase.ENDED if key == AGAIN:
                self._phase, self._room = _Phase.ASKING, ""
                self._draw()
                self._show_anew()
            case _:
                pass

    def typed(self, text: str) -> None:
        """Nothing is typed here."""

    def entered(self) -> None:
        """Nothing is typed here."""

    def back(self) -> None:
        """From the lengths to the rooms."""
        if self._phase is _Phase.ASKING:
            self._room = ""
            self._draw()

    def closed(self) -> None:
        """Nobody looks any more; a booking goes on."""
        self._left.set()

    def _choose(self, key: str) -> None:
        self._note = ""
        if key == AGAIN:
            self._looked = False
            self._show_anew()
        elif key == ALL:
            self._wish = Wish()
        elif (wish := pressed(self._wish, key)) is not None:
            self._wish = wish
        elif key.startswith(ROOM) and self._can_book():
            self._room = key.removeprefix(ROOM)
        self._draw()

    def _book(self, found: Found, key: str) -> None:
        offer = self._offered(found).get(key)
        if offer is None or not self._can_book():
            return
        self._phase = _Phase.ACTING
        self._show(self._views.acting())
        self._spawn(self._finish(self._desk.book(found.room.id, offer.start, offer.end), found.room))

    async def _finish(self, work: Coroutine[object, object, Outcome], room: Room) -> None:
        outcome = await work
        self._phase = _Phase.ENDED
        self._show(self._views.ended(outcome, room, self._building.known.here, self._now()))

    async def _keep_looking(self) -> None:
        clock = self._clock
        while not self._left.is_set():
            await self._look()
            await pause(clock, clock.monotonic() + LOOK_SECONDS, self._left)

    def _show_anew(self) -> None:
        self._spawn(self._look())

    async def _look(self) -> None:
        """Look, unless something is asked of one room: then the others do not matter."""
        if self._phase is _Phase.ASKING:
            await self._building.look()
            self._looked = True
            self._draw()

    def _draw(self) -> None:
        if self._phase is _Phase.ASKING and not self._left.is_set():
            self._show(self._question())

    def _question(self) -> SheetView:
        look, found = self._building.known, self._chosen()
        if found is not None:
            return self._views.lengths(found, self._offered(found))
        if not look.agendas and not self._looked:
            return self._views.looking()
        if self._views.sees_nothing(look, self._now()):
            return self._views.blind()
        free = self._free(self._wish)
        return self._views.rooms(look, free, self._wish, self._now(), note=self._note, can_book=self._can_book())

    def _chosen(self) -> Found | None:
        """The room that is to be booked; one that is not to be had any more is let go, and named."""
        if not self._room:
            return None
        found = next((one for one in self._free(Wish()) if one.room.id == self._room), None)
        if found is not None and self._offered(found) and self._can_book():
            return found
        rooms = (one.room for one in self._building.known.agendas)
        gone = next((one for one in rooms if one.id == self._room), None)
        self._note = "" if gone is None else self._views.taken(gone)
        self._room = ""
        return None

    def _free(self, wish: Wish) -> tuple[Found, ...]:
        look = self._building.known
        return free_rooms(look.agendas, self._now(), self._policy, wish, look.here)

    def _offered(self, found: Found) -> dict[str, Offer]:
        return keyed(offers(found.agenda, self._now(), self._policy))

    def _now(self) -> datetime:
        return self._clock.now()

    def _show(self, view: SheetView) -> None:
        if self._stage is not None:
            self._stage.show(view)

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        if self._stage is not None:
            self._stage.spawn(work)
