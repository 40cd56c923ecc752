"""Which room somebody means, by its id or its name."""

from kiosk.domain.room import Room

USAGE, REFUSED = 2, 5


class Unclear(ValueError):
    """Which room is meant cannot be told; `code` is what the program ends with."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def room_called(rooms: tuple[Room, ...], asked: str) -> Room:
    """The room with this id, else the only one with this name; one in use goes before others. Raises `Unclear`."""
    if (found := next((one for one in rooms if one.id == asked), None)) is not None:
        return found
    every = [one for one in rooms if one.name.casefold() == asked.casefold()]
    named = [one for one in every if not one.gone] or every
    if len(named) == 1:
        return named[0]
    if named:
        ids = ", ".join(one.id for one in named)
        message = f'several rooms are called "{asked}"; name one by its id: {ids}'
        raise Unclear(message, USAGE)
    message = f'the server knows no room "{asked}"; `kiosk rooms` lists those that it knows'
    raise Unclear(message, REFUSED)
