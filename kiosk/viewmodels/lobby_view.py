"""The screen in the lobby as plain data, ready to be shown. Knows nothing of Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LobbyRow:
    """One room. `key` tells it from the others; `status` is its state's name; texts are ready, empty ones are left out.

    `meeting` is what somebody who comes now comes for, `place` where the room is.
    """

    key: str
    name: str
    status: str
    word: str
    until: str = ""
    meeting: str = ""
    place: str = ""
    accessible: str = ""


@dataclass(frozen=True, slots=True)
class LobbyView:
    """Everything on the screen in the lobby; `rooms` are those of all pages, in their order."""

    title: str = ""
    clock: str = ""
    date: str = ""
    visitors: str = ""
    note: str = ""
    connection: str = "offline"
    empty: str = ""
    right_to_left: bool = False
    rooms: tuple[LobbyRow, ...] = ()
