"""What a backend may be able to do with the rooms themselves. Any method may raise `BackendError`."""

from typing import Protocol, runtime_checkable

from kiosk.domain.room import Room
from kiosk.domain.room_change import RoomChange


@runtime_checkable
class KeepsRooms(Protocol):
    """A backend whose rooms are made here, as a local server's are. Places that are not there yet are made, too."""

    async def add_room(self, change: RoomChange) -> Room:
        """A new room, which needs a name and a time zone; `Conflict` where its building has one of that name."""
        ...

    async def change_room(self, room: Room, change: RoomChange) -> Room:
        """The room as it is then."""
        ...
