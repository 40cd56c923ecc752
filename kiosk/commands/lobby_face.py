"""What the lobby takes from the command line: its rooms, its language and its theme."""

import argparse
from dataclasses import replace

from kiosk.commands.face import named
from kiosk.settings import Settings


def chosen(settings: Settings, options: argparse.Namespace) -> Settings:
    """Apply `--building`, `--floor`, `--locale` and `--theme`."""
    config = settings.config
    panel = replace(
        config.panel, language=options.locale or config.panel.language, theme=options.theme or config.panel.theme
    )
    lobby = replace(
        config.lobby,
        building=config.lobby.building if options.building is None else options.building,
        floor=config.lobby.floor if options.floor is None else options.floor,
    )
    config = replace(config, panel=panel, lobby=lobby)
    return replace(settings, config=config, named=named(settings, options))
