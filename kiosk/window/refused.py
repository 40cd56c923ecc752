"""The page of a screen whose config was refused: calm words, where the mistake is, until it is mended."""

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from kiosk.clock import Clock
from kiosk.config import Config, PanelConfig
from kiosk.config.file import ConfigError
from kiosk.living import live
from kiosk.settings import NO_FILE, Settings, data_dir, standing_files
from kiosk.supervision.heartbeat_face import heart_of
from kiosk.supervision.refusal import Watched, concerned, language_in, shown
from kiosk.supervision.starts import LONGEST_WAIT, starts_of
from kiosk.window.calm import CalmWait, open_calm
from kiosk.window.engine import open_application

REFUSED = 2
"""The exit code after the wait: whoever supervises is to start the program anew."""


def stay_refused(
    face: str, failure: ConfigError, named: Path | None, *, windowed: bool, size: tuple[int, int] | None
) -> int:
    """Show the page until a file that may mend it changes, a quarter of an hour at most, or until SIGTERM.

    The exit code. `named` is the config of the command line. None of this counts as an end that nobody wanted.
    """
    environment = os.environ
    places = (named,) if named is not None else standing_files(environment)
    watched = Watched(concerned(failure, places))
    room = _forgiven(face, environment)
    application = _application(environment)
    panel = replace(PanelConfig(), language=language_in((Path(failure.file), *places)) or PanelConfig().language)
    window = open_calm(panel, room, windowed=windowed, size=size, refused=shown(failure))
    window.draw_first_frame()
    clock, says = Clock(), f"The config is refused: {shown(failure)}"
    calm = CalmWait(clock, heart_of(window, environment, clock, says), f"{says}.", REFUSED, watched.changed)
    try:
        live(application, partial(calm.run, LONGEST_WAIT))
    finally:
        window.destroy()
    return calm.exit_code


def _application(environment: Mapping[str, str]) -> QGuiApplication:
    """The application of the face that was refused, or one of its own where it did not come so far."""
    if isinstance(standing := QCoreApplication.instance(), QGuiApplication):
        return standing
    return open_application(_state(environment) / "cache")


def _forgiven(face: str, environment: Mapping[str, str]) -> str:
    """The room's name that was shown last; the start that was refused is none that went wrong."""
    starts = starts_of(environment, _state(environment), face)
    if starts is None:
        return ""
    starts.refused()
    return starts.record.room


def _state(environment: Mapping[str, str]) -> Path:
    return data_dir(Settings(Config(), NO_FILE, demo=False, environment=environment))
