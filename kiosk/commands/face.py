"""What every face takes from the command line: its room, its language and its theme."""

import argparse
from dataclasses import dataclass, replace

from kiosk.settings import Settings, panel_room


@dataclass(frozen=True, slots=True)
class Face:
    """The settings with the command line's choices in them, and the one room that is shown."""

    settings: Settings
    room: str


def chosen(settings: Settings, options: argparse.Namespace) -> Face:
    """Apply `--room`, `--locale` and `--theme`. Raises ConfigError where no room is named."""
    panel = settings.config.panel
    panel = replace(panel, language=options.locale or panel.language, theme=options.theme or panel.theme)
    room = panel_room(settings, options.room)
    config = replace(settings.config, panel=replace(panel, room=room))
    return Face(replace(settings, config=config, named=named(settings, options)), room)


def named(settings: Settings, options: argparse.Namespace) -> frozenset[str]:
    """What the command line named itself: `config`, `theme`."""
    return settings.named | {"theme"} if options.theme else settings.named
