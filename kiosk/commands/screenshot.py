"""`kiosk screenshot`: a face, drawn once into a PNG file."""

import argparse
import asyncio
import os

from kiosk.commands import lobby_face
from kiosk.commands.face import Face, chosen
from kiosk.commands.output import complain
from kiosk.picture import application, draw, fetch, save
from kiosk.settings import clock_for, settle


def run(options: argparse.Namespace) -> int:
    """Fetch, draw and write; exit 2 where the file cannot be written."""
    written = _lobby(options) if options.face == "lobby" else _panel(options)
    if not written:
        complain(f"{options.output}: the picture cannot be written there; name a file in a folder that exists")
        return 2
    return 0


def _panel(options: argparse.Namespace) -> bool:
    face = chosen(settle(options, os.environ), options)
    clock = clock_for(options.at, face.settings.config)
    state = asyncio.run(fetch(face, clock))
    qt = application(face)
    written = save(draw(face, state, clock.now(), options.size), options.output)
    del qt
    return written


def _lobby(options: argparse.Namespace) -> bool:
    from kiosk.picture_lobby import draw_lobby, fetch_lobby  # noqa: PLC0415 - only this face needs it

    settings = lobby_face.chosen(settle(options, os.environ), options)
    clock = clock_for(options.at, settings.config)
    look = asyncio.run(fetch_lobby(settings, clock))
    qt = application(Face(settings, ""))
    written = save(draw_lobby(settings, look, clock.now(), options.size), options.output)
    del qt
    return written
