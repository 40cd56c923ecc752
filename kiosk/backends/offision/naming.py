"""What names a room in a new booking. The reference does not say, so the config does; knows no booking."""

from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

from kiosk.backends.errors import Rejected
from kiosk.backends.offision.directory import Directory


class BookingResource(StrEnum):
    """What the strings in `resources` of a new booking are, on one server."""

    ID = "id"
    ACCESS_ID = "accessId"
    EMAIL = "email"


class RoomNaming:
    """Names rooms as the server wants them. No operation tells a room's address: `emails` are the config's, by id."""

    def __init__(self, kind: BookingResource, directory: Directory, emails: Mapping[str, str]) -> None:
        self._kind = kind
        self._directory = directory
        self._emails = emails

    @property
    def possible(self) -> bool:
        """Whether any room can be named."""
        return self._kind is not BookingResource.EMAIL or bool(self._emails)

    async def of(self, room_id: str) -> str:
        """The room's name; raises `Rejected` where it has none of this kind, and any `BackendError` of the look-up."""
        match self._kind:
            case BookingResource.ID:
                return room_id
            case BookingResource.ACCESS_ID:
                return await self._access_id(room_id)
            case BookingResource.EMAIL:
                return self._email(room_id)
            case _:
                assert_never(self._kind)

    async def _access_id(self, room_id: str) -> str:
        names = (one.access_id for one in await self._directory.of((room_id,)) if one.id == room_id)
        if name := next(names, None):
            return name
        raise Rejected(
            f"Room {room_id} has no access id, so it cannot be booked.",
            'Give it one on the server, or set [offision] booking_resource = "id".',
        )

    def _email(self, room_id: str) -> str:
        if address := self._emails.get(room_id):
            return address
        raise Rejected(
            f"The address of room {room_id} is not known, so it cannot be booked.", f'Set [rooms."{room_id}"] email.'
        )
