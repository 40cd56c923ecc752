"""What every face has around it: Qt's begin, the calm of a screen that cannot stay, a window, a heart, metrics, hints.

Knows no face. Loads before the first frame only what all of them need.
"""

from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.clock import Clock
from kiosk.living import live
from kiosk.settings import Settings, data_dir
from kiosk.site import Memory, open_memory
from kiosk.theme.dress import Dress
from kiosk.theme.worn import Face, dressed
from kiosk.window.engine import PanelWindow, open_application

if TYPE_CHECKING:
    import asyncio

    from kiosk.monitoring.monitor import Monitor
    from kiosk.supervision.heartbeat_face import FaceHeart
    from kiosk.supervision.starts import Starts
    from kiosk.sync.subscriptions import Address


@dataclass(frozen=True, slots=True)
class Ground:
    """What a face is made on: what is remembered, what it wears, and whether somebody supervises it."""

    memory: Memory
    dress: Dress | None
    supervised: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A face whose window is made; `run` keeps it true until the event is set.

    `well` is done at each heartbeat for which all was well; `ended` once it ended as it should, for the exit code.
    """

    window: PanelWindow
    run: "Callable[[asyncio.Event, FaceHeart], Coroutine[Any, Any, None]]"
    well: Callable[[], None] = lambda: None
    ended: Callable[[], int] = lambda: 0


def stand(
    name: Face,
    shows: str,
    settings: Settings,
    clock: Clock,
    make: Callable[[Ground], Standing],
    *,
    windowed: bool,
    size: tuple[int, int] | None,
) -> int:
    """Show the face that `make` makes until SIGTERM, SIGINT or, when windowed, its closing. The process's exit code.

    `shows` is what a supervisor reads. Raises ThemeError, and what `make` and its `run` raise.
    """
    dress = dressed(settings, name)
    application = open_application(data_dir(settings) / "cache")
    starts = _starts(settings, name)
    if starts is not None and (wait := starts.begin()):
        from kiosk.window.calm import stay_calm  # noqa: PLC0415 - for a screen that cannot stay

        return stay_calm(application, starts, wait, settings, clock, windowed=windowed, size=size)
    with open_memory(settings, clock) as memory:
        face = make(Ground(memory, dress, starts is not None))
        face.window.draw_first_frame()
        try:
            from kiosk.supervision.heartbeat_face import heart_of  # noqa: PLC0415 - the first frame comes first

            heart = heart_of(face.window, settings.environment, clock, shows, starts)
            heart.on_good = face.well
            live(application, lambda stop: face.run(stop, heart))
        finally:
            face.window.destroy()
        if starts is not None:
            starts.ended()
        return face.ended()


def watched(
    stack: ExitStack, name: Face, settings: Settings, clock: Clock, *, theme_whole: bool | None
) -> "Monitor | None":
    """Let metrics be collected, where the config names an address for them."""
    if not (at := settings.config.panel.metrics):
        return None
    from kiosk.monitoring.monitor import open_monitor  # noqa: PLC0415 - only where somebody collects

    return open_monitor(stack, at, name, clock, theme_whole=theme_whole)


def hinted(
    stack: ExitStack, settings: Settings, hint: Callable[[frozenset[str] | None], None], clock: Clock
) -> "Address":
    """Listen for hints where the config names an address for them; the address to subscribe with."""
    sync = settings.config.sync
    if not sync.callback_url:
        from kiosk.sync.subscriptions import nowhere  # noqa: PLC0415 - a face that has none subscribes to nothing

        return nowhere
    from kiosk.hinting import receive_hints  # noqa: PLC0415 - only where hints are wanted

    return receive_hints(stack, sync, hint, clock)


def _starts(settings: Settings, name: Face) -> "Starts | None":
    """The record of how this face's starts went, where somebody supervises it."""
    if not settings.environment.get("NOTIFY_SOCKET"):
        return None
    from kiosk.supervision.starts import starts_of  # noqa: PLC0415 - the first frame of others needs none

    return starts_of(settings.environment, data_dir(settings), name)
