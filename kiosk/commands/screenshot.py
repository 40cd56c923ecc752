"""`kiosk screenshot`: a face, drawn once into a PNG file."""

import argparse
import asyncio
import os
from collections.abc import Callable

from kiosk.commands import lobby_face, reception_face
from kiosk.commands.face import Face, chosen
from kiosk.commands.output import complain
from kiosk.commands.progress import progress
from kiosk.picture.door import application, draw, fetch, save
from kiosk.picture.sheets import NoSuchSheet
from kiosk.picture.steps import NoSuchStep
from kiosk.settings import clock_for, settle


def run(options: argparse.Namespace) -> int:
    """Fetch, draw and write; exit 2 where there is no such sheet or step, or the file cannot be written."""
    try:
        with progress() as say:
            say(f"Drawing {options.output}")
            written = _FACES[options.face](options)
    except (NoSuchSheet, NoSuchStep) as missing:
        complain(str(missing))
        return 2
    if not written:
        complain(f"{options.output}: the picture cannot be written there; name a file in a folder that exists")
        return 2
    return 0


def _panel(options: argparse.Namespace) -> bool:
    face = chosen(settle(options, os.environ), options)
    clock = clock_for(options.at, face.settings.config)
    state, acts = asyncio.run(fetch(face, clock))
    qt = application(face)
    written = save(draw(face, state, clock.now(), options.size, acts, options.sheet), options.output)
    del qt
    return written


def _lobby(options: argparse.Namespace) -> bool:
    from kiosk.picture.lobby import draw_lobby, fetch_lobby  # noqa: PLC0415 - only this face needs it

    settings = lobby_face.chosen(settle(options, os.environ), options)
    clock = clock_for(options.at, settings.config)
    look = asyncio.run(fetch_lobby(settings, clock))
    qt = application(Face(settings, ""))
    written = save(draw_lobby(settings, look, clock.now(), options.size), options.output)
    del qt
    return written


def _reception(options: argparse.Namespace) -> bool:
    from kiosk.picture.reception import draw_reception, fetch_visit  # noqa: PLC0415 - only this face needs it

    settings = reception_face.chosen(settle(options, os.environ), options)
    clock = clock_for(options.at, settings.config)
    visit = asyncio.run(fetch_visit(settings, clock, options.code))
    qt = application(Face(settings, ""))
    written = save(draw_reception(settings, options.step, visit, clock.now(), options.size), options.output)
    del qt
    return written


_FACES: dict[str, Callable[[argparse.Namespace], bool]] = {"panel": _panel, "lobby": _lobby, "reception": _reception}
