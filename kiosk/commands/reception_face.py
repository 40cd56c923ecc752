"""What the reception takes from the command line: its language and its theme."""

import argparse
from dataclasses import replace

from kiosk.commands.face import named
from kiosk.settings import Settings


def chosen(settings: Settings, options: argparse.Namespace) -> Settings:
    """Apply `--locale` and `--theme`."""
    config = settings.config
    panel = replace(config.panel, language=options.locale or config.panel.language)
    reception = replace(config.reception, theme=options.theme or config.reception.theme)
    config = replace(config, panel=panel, reception=reception)
    return replace(settings, config=config, named=named(settings, options))
