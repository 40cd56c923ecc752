"""All rooms of a building, asked for when somebody looks for one. Knows no Qt, no words and no clock's waits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.domain.agenda import Agenda
from kiosk.domain.connection import Trouble
from kiosk.domain.finding import in_building
from kiosk.domain.room import Room

KEEP_LIST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class HouseLook:
    """What is known of the other rooms of a building.

    `here` is the room at whose door it was asked, with its place as the list tells it. `missing` counts rooms of which
    this look brought nothing. `trouble` says why there is nothing newer; then `agendas` are those of the look before.
    """

    here: Room
    agendas: tuple[Agenda, ...] = ()
    missing: int = 0
    trouble: Trouble | None = None


class House:
    """Looks at all rooms in one request; the list of rooms is asked for at most every ten minutes."""

    def __init__(self, backend: Backend, clock: Clock, here: Room) -> None:
        self._backend = backend
        self._clock = clock
        self._rooms: tuple[Room, ...] = ()
        self._listed = float("-inf")
        self._known = HouseLook(here)

    @property
    def known(self) -> HouseLook:
        """What the last look brought."""
        return self._known

    async def look(self) -> HouseLook:
        """What is known now; never raises BackendError."""
        try:
            rooms = await self._others()
            snapshot = await self._backend.agendas([one.id for one in rooms], self._clock.now()) if rooms else None
        except BackendError as error:
            self._known = replace(self._known, trouble=error.trouble)
            return self._known
        agendas = () if snapshot is None else _placed(snapshot.agendas, rooms)
        self._known = HouseLook(self._known.here, agendas, len(rooms) - len(agendas))
        return self._known

    async def _others(self) -> tuple[Room, ...]:
        if self._clock.monotonic() - self._listed >= KEEP_LIST.total_seconds():
            self._rooms = await self._backend.rooms()
            self._listed = self._clock.monotonic()
        here = next((one for one in self._rooms if one.id == self._known.here.id), self._known.here)
        self._known = replace(self._known, here=here)
        return in_building(self._rooms, here)


def _placed(agendas: Sequence[Agenda], rooms: Sequence[Room]) -> tuple[Agenda, ...]:
    """The agendas with the places that the list of rooms tells: an answer about many rooms may leave them out."""
    places = {one.id: one for one in rooms}
    return tuple(
        replace(one, room=replace(one.room, building=place.building, floor=place.floor))
        for one in agendas
        if (place := places.get(one.room.id)) is not None
    )
