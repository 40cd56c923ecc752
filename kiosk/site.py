"""The building as the config describes it, opened: its backend, what is remembered of it, and nothing of Qt."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from kiosk.backends.base import Backend
from kiosk.clock import Clock
from kiosk.domain.agenda import Agenda
from kiosk.secret import read_token
from kiosk.settings import Settings, data_dir, room_settings
from kiosk.sync.store import Store


@dataclass(frozen=True, slots=True)
class Site:
    """An open backend beside the store of its last good answers."""

    backend: Backend
    store: Store
    identity: str

    def remembered(self, room_ids: Sequence[str]) -> tuple[Agenda, ...]:
        """The last good agendas of these rooms, those that there are; of every room where none is named."""
        return self.store.read_agendas(self.identity, room_ids)

    async def remember(self, agendas: Sequence[Agenda]) -> None:
        """Keep these as the last good answers."""
        await self.store.save_agendas(self.identity, agendas)
