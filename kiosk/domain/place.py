"""The order of rooms as a person walks through a building: by building, floor and name. Pure."""

import re

from kiosk.domain.room import Room


def by_place(room: Room) -> tuple[object, ...]:
    """Sorts rooms by building, floor and name, with numbers in their order: 2 before 10, below ground before it."""
    return tuple(natural(text or "") for text in (room.building, room.floor, room.name, room.id))


def natural(text: str) -> list[tuple[int, int, str]]:
    """Sorts texts with the numbers in them in their order; a text that is a negative number comes before others."""
    if re.fullmatch(r"[-\u2212]\d+", text):
        return [(-1, -int(text[1:]), "")]
    parts = re.findall(r"\d+|\D+", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts]
