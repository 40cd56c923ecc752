"""What a face wears by its config: read before its first frame, and only where it names a theme file."""

import logging
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from kiosk.settings import Settings
from kiosk.theme.dress import Dress

_log = logging.getLogger(__name__)
SUFFIX = ".toml"
Face: TypeAlias = Literal["panel", "lobby", "reception"]
FACES: tuple[Face, ...] = get_args(Face)


def theme_file(settings: Settings, face: Face) -> Path | None:
    """The theme file of a face; None where its look is one of the six. It is named from the config's own folder."""
    config = settings.config
    named = config.reception.theme if face == "reception" else config.panel.theme
    return Path(settings.file).parent / Path(named).expanduser() if named.endswith(SUFFIX) else None


def dressed(settings: Settings, face: Face) -> Dress | None:
    """What a face wears, None where its look is one of the six.

    Raises ThemeError with everything that is wrong, where somebody is there to read it: the theme or the config was
    named on the command line. A screen that comes up by itself wears what is right and logs what is not, and so does
    every screen where only a file is gone: none goes black for its looks.
    """
    file = theme_file(settings, face)
    if file is None:
        return None
    from kiosk.theme.trouble import ThemeError  # noqa: PLC0415 - only where there is a theme file

    dress = worn(settings, face, file)
    bad = tuple(one for one in dress.troubles if one.bad)
    if bad and _told(settings, only_gone=all(one.gone for one in bad)):
        raise ThemeError(str(file), bad)
    for one in dress.troubles:
        (_log.warning if one.bad else _log.info)("Theme %s: %s", file.name, one)
    return dress


def worn(settings: Settings, face: Face, file: Path) -> Dress:
    """What the theme file makes of a face, with everything that is wrong in it. Never fails."""
    from kiosk.theme.open import open_dress  # noqa: PLC0415 - only where there is a theme file

    config, usual = settings.config, "calm-light" if face == "reception" else "bold-dark"
    purple = config.panel.occupied_purple and face != "reception"
    return open_dress(file, face, usual, config.panel.language, purple=purple)


def _told(settings: Settings, *, only_gone: bool) -> bool:
    """Whether somebody reads what is wrong."""
    if "NOTIFY_SOCKET" in settings.environment:
        return False
    return "theme" in settings.named or ("config" in settings.named and not only_gone)
