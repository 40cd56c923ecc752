"""What the commands of tags begin with: the settings, unless the config's tags have mistakes."""

import argparse
import os
from collections.abc import Iterable

from kiosk.commands.output import complain
from kiosk.settings import Settings, settle
from kiosk.tags.bindings import bindings_of


def settled(options: argparse.Namespace) -> Settings | None:
    """The settings; None where there are mistakes, each of which has been said then."""
    settings = settle(options, os.environ)
    _, mistakes = bindings_of(settings.config.tags)
    say_mistakes(settings, mistakes)
    return None if mistakes else settings


def say_mistakes(settings: Settings, sentences: Iterable[str]) -> None:
    """Each on a line of its own, with the file that it is in."""
    for one in sentences:
        complain(f"{settings.file}: [tags] {one}")
