"""`kiosk screenshot`: a face, drawn once into a PNG file."""

import argparse
import asyncio
import os

from kiosk.commands.face import chosen
from kiosk.commands.output import complain
from kiosk.picture import application, draw, fetch, save
from kiosk.settings import clock_for, settle


def run(options: argparse.Namespace) -> int:
    """Fetch, draw and write; exit 2 where the file cannot be written."""
    face = chosen(settle(options, os.environ), options)
    clock = clock_for(options.at, face.settings.config)
    state = asyncio.run(fetch(face, clock))
    qt = application(face)
    image = draw(face, state, clock.now(), options.size)
    written = save(image, options.output)
    del qt
    if not written:
        complain(f"{options.output}: the picture cannot be written there; name a file in a folder that exists")
        return 2
    return 0
