"""Wishes for a room as chips: which there are to choose from, and what pressing one does. Pure; knows no words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kiosk.domain.finding import Wish
from kiosk.domain.place import natural
from kiosk.domain.room import Room
from kiosk.phrases.find import FindPhrases
from kiosk.viewmodels.sheet_view import Choice

SEATS = (2, 4, 8, 12)
MOST_FLOORS = 5
MOST_AMENITIES = 4


def chips(rooms: Sequence[Room], wish: Wish, here: Room, says: FindPhrases) -> tuple[Choice, ...]:
    """The wishes that tell these rooms apart, and those that were made."""
    seats = (Choice(f"seats {one}", says.seats(one), chosen=one == wish.seats) for one in _seats(rooms, wish))
    floors = (Choice(f"floor {one}", says.floor(one), chosen=one == wish.floor) for one in _floors(rooms, wish, here))
    amenities = (
        Choice(f"amenity {one}", says.amenity(one), chosen=one in wish.amenities) for one in _amenities(rooms, wish)
    )
    return (*seats, *floors, *amenities)


def pressed(wish: Wish, key: str) -> Wish | None:
    """The wish after its chip was pressed: made, or taken back. None where the key is of no chip."""
    kind, _, value = key.partition(" ")
    match kind:
        case "seats" if value.isdecimal():
            return replace(wish, seats=0 if int(value) == wish.seats else int(value))
        case "floor" if value:
            return replace(wish, floor=None if value == wish.floor else value)
        case "amenity" if value:
            return replace(wish, amenities=wish.amenities ^ {value})
        case _:
            return None


def _seats(rooms: Sequence[Room], wish: Wish) -> Iterator[int]:
    for count in SEATS:
        fitting = sum((one.capacity or 0) >= count for one in rooms)
        if 0 < fitting < len(rooms) or count == wish.seats:
            yield count


def _floors(rooms: Iterable[Room], wish: Wish, here: Room) -> list[str]:
    """The floor of this door first; a house of one floor has no wish for it."""
    names = {one.floor for one in rooms if one.floor} | {one for one in (here.floor, wish.floor) if one}
    first = (here.floor, wish.floor)
    kept = sorted(names, key=lambda one: (one not in first, natural(one)))[:MOST_FLOORS]
    return sorted(kept, key=lambda one: (one != here.floor, natural(one))) if len(names) > 1 else []


def _amenities(rooms: Sequence[Room], wish: Wish) -> list[str]:
    """Those that most rooms have, but not all of them."""
    counts = Counter(one for room in rooms for one in set(room.amenities))
    telling = [one for one, count in counts.items() if count < len(rooms) and one not in wish.amenities]
    telling.sort(key=lambda one: (-counts[one], natural(one)))
    kept = telling[: max(0, MOST_AMENITIES - len(wish.amenities))]
    return sorted((*kept, *wish.amenities), key=lambda one: (-counts[one], natural(one)))
