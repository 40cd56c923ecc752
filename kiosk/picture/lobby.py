"""Draws the lobby once, offscreen: fetches, derives, shows, grabs. Always the same picture for the same data."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtGui import QImage

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError, NotFound
from kiosk.backends.senses import CountsVisitors
from kiosk.clock import Clock
from kiosk.domain.connection import Connection
from kiosk.domain.room import Room
from kiosk.domain.state import derive
from kiosk.domain.visitors import VisitorCount
from kiosk.lobby.face import chosen_rooms
from kiosk.lobby.screen import LobbyScreen
from kiosk.settings import Settings, policy_of, room_settings
from kiosk.site import open_backend, open_memory
from kiosk.sync.model import FeedState
from kiosk.theme.worn import dressed
from kiosk.window.engine import open_face


@dataclass(frozen=True, slots=True)
class LobbyLook:
    """What one look at the building gave."""

    rooms: tuple[Room, ...]
    state: FeedState
    visitors: VisitorCount | None = None


async def fetch_lobby(settings: Settings, clock: Clock) -> LobbyLook:
    """One look, counted as made at `clock.now()`. Raises BackendError (NotFound for no room) and ConfigError."""
    with open_memory(settings, clock) as memory:
        async with open_backend(settings, clock, memory) as backend:
            rooms = chosen_rooms(await backend.rooms(), settings)
            if not rooms:
                wanted = settings.config.lobby
                sentence = f'no room is in building "{wanted.building}" on floor "{wanted.floor}"'
                raise NotFound(sentence, "`kiosk rooms` lists the rooms with their places")
            now = clock.now()
            snapshot = await backend.agendas([one.id for one in rooms], now, whole=True)
            state = FeedState(snapshot.agendas, connection=Connection(now), unknown_rooms=snapshot.unknown_rooms)
            return LobbyLook(rooms, state, await _visitors(backend, settings, now.astimezone(rooms[0].zone)))


def draw_lobby(settings: Settings, look: LobbyLook, at: datetime, size: tuple[int, int]) -> QImage:
    """The lobby as it is at the instant `at`, its first page."""
    config = settings.config
    zone, dress = ZoneInfo(room_settings(config).time_zone), dressed(settings, "lobby")
    screen = LobbyScreen(config, zone, lambda: at, dress)
    screen.listed(look.rooms)
    if look.visitors is not None:
        screen.show_visitors(look.visitors)
    screen.show(tuple(derive(one, at, policy_of(config)) for one in look.state.agendas), look.state)
    models = {"lobby": screen.lobby, "theme": screen.theme}
    window = open_face("Lobby", models, size=size, windowed=True, language=config.panel.language)
    try:
        window.draw_first_frame()
        return window.grab()
    finally:
        window.destroy()


async def _visitors(backend: Backend, settings: Settings, at: datetime) -> VisitorCount | None:
    """Today's visitors, where the config wants them shown and the backend counts them; a failure is as good as none."""
    if not (settings.config.lobby.show_visitors and backend.capabilities.visitors):
        return None
    with suppress(BackendError):
        return await backend.visitors(at) if isinstance(backend, CountsVisitors) else None
    return None
