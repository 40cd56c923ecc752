"""Draws a face once, offscreen: fetches, derives, shows, grabs. Always the same picture for the same data."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from kiosk.backends.abilities import abilities_of
from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError, NotFound
from kiosk.backends.senses import HasEnvironment
from kiosk.clock import Clock
from kiosk.commands.face import Face
from kiosk.domain.access import AccessKeys
from kiosk.domain.connection import Connection
from kiosk.domain.environment import Environment
from kiosk.domain.state import derive
from kiosk.doorway import acts_of
from kiosk.picture.sheets import furnished, open_sheet
from kiosk.screen import HomeScreen
from kiosk.settings import data_dir, policy_of
from kiosk.site import open_backend, open_memory
from kiosk.sync.model import FeedState
from kiosk.theme.worn import dressed
from kiosk.window.engine import open_window, prepare_environment


async def fetch(face: Face, clock: Clock) -> tuple[FeedState, frozenset[str]]:
    """One look at the room of `face`, counted as made at `clock.now()`, and what can be done with it.

    Raises BackendError and ConfigError.
    """
    with open_memory(face.settings, clock) as memory:
        async with open_backend(face.settings, clock, memory) as backend:
            state = await look(backend, face.room, clock.now())
            acts = acts_of(backend, allow_cancel=face.settings.config.policy.allow_cancel)
            return replace(state, measured=await _air(backend, face)), acts | _others(backend, face)


def _others(backend: Backend, face: Face) -> frozenset[str]:
    """What a door offers beside acts on its own room."""
    report = face.settings.config.report
    heard = abilities_of(backend).report is not None or report.webhook_url or report.command
    return frozenset({"find", "report"} if heard and report.enabled else {"find"})


async def look(backend: Backend, room: str, now: datetime) -> FeedState:
    """The room's agenda and keys. Raises NotFound for a room that the backend does not know."""
    snapshot = await backend.agendas((room,), now, whole=True)
    if snapshot.unknown_rooms:
        sentence = f'the server knows no room "{room}"'
        raise NotFound(sentence, "`kiosk rooms` lists those that it knows")
    keys = AccessKeys(await backend.access_keys((room,)), now) if backend.capabilities.access_keys else AccessKeys()
    return FeedState(snapshot.agendas, keys, Connection(last_contact=now))


async def _air(backend: Backend, face: Face) -> tuple[Environment, ...]:
    """The room's air, where the config wants it shown and the backend tells it; a failure is as good as none."""
    if not (face.settings.config.panel.show_environment and backend.capabilities.environment):
        return ()
    with suppress(BackendError):
        return await backend.environment((face.room,)) if isinstance(backend, HasEnvironment) else ()
    return ()


def application(face: Face) -> QGuiApplication:
    """Qt for pictures: offscreen, without the system's fonts. To be called once a process, and to be kept."""
    prepare_environment(data_dir(face.settings) / "cache", offscreen=True, system_fonts=False)
    return QGuiApplication(["room-kiosk"])


def draw(
    face: Face,
    state: FeedState,
    at: datetime,
    size: tuple[int, int],
    acts: frozenset[str] = frozenset(),
    sheet: str = "",
) -> QImage:
    """The home screen with `state` at the instant `at`, and a sheet over it where one is named. Raises NoSuchSheet."""
    screen = HomeScreen(face.settings.config.panel, still=True, dress=dressed(face.settings, "panel"))
    screen.draw_codes()
    doorway = furnished(screen, face.settings.config, acts, at)
    states = tuple(derive(one, at, policy_of(face.settings.config)) for one in state.agendas)
    screen.show(states, state)
    doorway.show(states, state)
    if sheet:
        open_sheet(doorway, screen, sheet)
    window = open_window(
        screen.home, screen.theme, screen.sheet, size=size, windowed=True, language=face.settings.config.panel.language
    )
    try:
        window.draw_first_frame()
        return window.grab()
    finally:
        window.destroy()


def save(image: QImage, path: Path) -> bool:
    """Write a PNG file; False where the disk does not take it."""
    return image.save(str(path), "PNG")  # type: ignore[call-overload,no-any-return]  # the stub wants bytes
