"""Which rooms of a building are free now, and which of them serves a wish best. Pure; knows no backend."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.agenda import Agenda
from kiosk.domain.freshness import Level
from kiosk.domain.place import by_place
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.domain.state import OUTLOOK, RoomState, Status, derive

LONG_ENOUGH = timedelta(minutes=30)
SHORTEST = timedelta(minutes=5)
_FREE = frozenset({Status.FREE, Status.STARTING_SOON})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the room must have: at least so many seats, this floor (None: any), and all of these amenities."""

    seats: int = 0
    floor: str | None = None
    amenities: frozenset[str] = frozenset()

    def granted_by(self, room: Room) -> bool:
        """Whether the room is known to have it all; seats that nobody counted grant no wish for any."""
        return (
            (room.capacity or 0) >= self.seats
            and (self.floor is None or room.floor == self.floor)
            and self.amenities.issubset(room.amenities)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A room that is free now; `free_for` is None where nothing is in its way for a day."""

    state: RoomState
    agenda: Agenda
    free_for: timedelta | None

    @property
    def room(self) -> Room:
        """The room itself."""
        return self.agenda.room


def in_building(rooms: Iterable[Room], here: Room) -> tuple[Room, ...]:
    """The other rooms of the building of `here` that still exist; of all buildings where its own is not known."""
    return tuple(one for one in rooms if one.id != here.id and not one.gone and here.building in (None, one.building))


def free_rooms(agendas: Iterable[Agenda], now: datetime, policy: Policy, wish: Wish, here: Room) -> tuple[Found, ...]:
    """The rooms that grant the wish and are free at `now` for at least five minutes, best first.

    Best is: free for half an hour or more, on the floor of `here`, the fewest seats, and at last by place and name.
    """
    states = ((derive(one, now, policy), one) for one in agendas if wish.granted_by(one.room))
    found = [_found(state, agenda) for state, agenda in states if _is_free(state)]
    return tuple(sorted((one for one in found if _lasts(one, SHORTEST)), key=lambda one: _rank(one, here)))


def doubtful(agendas: Iterable[Agenda], now: datetime, policy: Policy) -> int:
    """Of how many of these rooms nobody can say whether they are free."""
    return sum(derive(one, now, policy).status is Status.UNKNOWN for one in agendas)


def _is_free(state: RoomState) -> bool:
    return state.status in _FREE and state.freshness.level is not Level.EXPIRED


def _found(state: RoomState, agenda: Agenda) -> Found:
    outlook = state.at + OUTLOOK
    end = min(outlook if one is None else one for one in (state.until, agenda.known_until))
    return Found(state, agenda, None if end >= outlook else end - state.at)


def _lasts(found: Found, length: timedelta) -> bool:
    return found.free_for is None or found.free_for >= length


def _rank(found: Found, here: Room) -> tuple[object, ...]:
    room = found.room
    elsewhere = (room.building, room.floor) != (here.building, here.floor)
    return not _lasts(found, LONG_ENOUGH), elsewhere, room.capacity or _UNCOUNTED, by_place(room)


_UNCOUNTED = 1 << 30
