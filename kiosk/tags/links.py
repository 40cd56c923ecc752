"""A backend as signs see it: the links that it gives are those that may hang at a door for hours."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.backends.base import Backend, Capabilities, Snapshot
from kiosk.backends.senses import HasLastingKeys
from kiosk.domain.access import AccessKey
from kiosk.domain.room import Room


class RoomsOfSigns(Backend):
    """Everything as the backend itself says it, but no link for a single use. It is closed by whoever opened it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @property
    def capabilities(self) -> Capabilities:
        """What the backend can do."""
        return self._backend.capabilities

    async def rooms(self) -> tuple[Room, ...]:
        """All rooms that the backend knows."""
        return await self._backend.rooms()

    async def agendas(self, room_ids: Sequence[str], now: datetime, *, whole: bool = False) -> Snapshot:
        """What is known of the rooms."""
        return await self._backend.agendas(room_ids, now, whole=whole)

    async def access_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:
        """One link a room; those of a backend that does not tell them apart as they are."""
        if isinstance(self._backend, HasLastingKeys):
            return await self._backend.lasting_keys(room_ids)
        return await self._backend.access_keys(room_ids)

    async def subscribe(self, room_ids: Sequence[str], callback_url: str, minutes: int) -> None:
        """Ask to be called when these rooms change."""
        await self._backend.subscribe(room_ids, callback_url, minutes)

    async def aclose(self) -> None:
        """Nothing: it is another's."""
