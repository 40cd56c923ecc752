"""The order of rooms as a person walks through a building: by building, floor and name. Pure."""

import re
from collections.abc import Iterable

from kiosk.domain.room import Room


def by_place(room: Room) -> tuple[object, ...]:
    """Sorts rooms by building, floor and name, with numbers in their order: 2 before 10, below ground before it."""
    return tuple(natural(text or "") for text in (room.building, room.floor, room.name, room.id))


def natural(text: str) -> list[tuple[int, int, str]]:
    """Sorts texts with the numbers in them in their order; a text that is a negative number comes before others."""
    if re.fullmatch(r"[-\u2212]\d{1,18}", text):
        return [(-1, -int(text[1:]), "")]
    parts = re.findall(r"\d{1,18}|\D+", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts]


def rooms_in(rooms: Iterable[Room], building: str = "", floor: str = "") -> tuple[Room, ...]:
    """The rooms that still exist in a building and on a floor, in their order; empty names stand for all of them.

    Names are compared without regard to case and to spaces around them.
    """
    return tuple(
        sorted(
            (one for one in rooms if not one.gone and _is(building, one.building) and _is(floor, one.floor)),
            key=by_place,
        )
    )


def _is(wanted: str, name: str | None) -> bool:
    return not wanted.strip() or wanted.strip().casefold() == (name or "").strip().casefold()
