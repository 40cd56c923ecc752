"""Ties the camera to what a screen shows: its button is there where the shown step asks for a code, and only there."""

from collections.abc import Callable
from contextlib import ExitStack

from kiosk.camera.reader import Spawn
from kiosk.clock import Clock
from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.step import StepViewModel
from kiosk.window.camera import CameraPlace, Finder
from kiosk.window.engine import PanelWindow


def tie_camera(
    stack: ExitStack,
    window: PanelWindow,
    shown: StepViewModel,
    find: Finder,
    clock: Clock,
    spawn: Spawn,
    scanned: Callable[[str], None],
    dark: Callable[[], bool],
) -> None:
    """Until `stack` is closed, a code that is held up at a step that asks for one goes to `scanned`.

    `dark` says that nobody may be looked at just now: the screen is black, or somebody else's.
    """
    (model,) = shown.findChildren(CameraViewModel)
    place = CameraPlace(window, model, find, clock, spawn, scanned, dark)

    def follow() -> None:
        view = shown.view
        place.ask(view.name if view.camera is not None else "")

    shown.viewChanged.connect(follow)
    stack.callback(place.stop)
    stack.callback(shown.viewChanged.disconnect, follow)
    follow()
