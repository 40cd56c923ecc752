"""Runs where other renderers are installed, with lists of things to draw on standard input: signs a second of each.

Started by its path, with nothing of this project: `make bench-peers` makes the place where it runs.
"""

import asyncio
import json
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

Item = dict[str, Any]
FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
WIDTH, HEIGHT = 800, 480
WARM = 3


def planes(image: Image.Image, white: int, red: int) -> bytes:
    """Two planes of an indexed picture, compressed."""
    light = image.point([255 * (index in (white, red)) for index in range(256)], "1").tobytes()
    return zlib.compress(light + image.point([255 * (index == red) for index in range(256)], "1").tobytes(), 6)


def odl() -> Callable[[list[Item]], bytes]:
    """odl-renderer, then epaper-dithering."""
    from epaper_dithering import ColorScheme, dither_image  # type: ignore[import-not-found]  # noqa: PLC0415
    from odl_renderer import generate_image  # type: ignore[import-not-found]  # noqa: PLC0415

    def draw(things: list[Item]) -> bytes:
        image = asyncio.run(generate_image(WIDTH, HEIGHT, things, font_dirs=[str(FONTS)]))
        return planes(dither_image(image, ColorScheme.BWR), 1, 2)

    return draw


def spec() -> Callable[[list[Item]], bytes]:
    """imagespec, with its nearest colours."""
    from imagespec import PALETTE_BWR, RenderContext, directory_resolver, render  # type: ignore[import-not-found]  # noqa: PLC0415

    context = RenderContext(font_resolver=directory_resolver(str(FONTS)), palette=PALETTE_BWR)
    inks = Image.new("P", (1, 1))
    inks.putpalette([0, 0, 0, 255, 255, 255, 255, 0, 0])

    def draw(things: list[Item]) -> bytes:
        image = render(things, WIDTH, HEIGHT, context=context)
        return planes(image.quantize(palette=inks, dither=Image.Dither.NONE), 1, 2)

    return draw


def rate(draw: Callable[[list[Item]], bytes], signs: list[list[Item]]) -> float:
    """Signs a second of processor time."""
    for one in signs[:WARM]:
        draw(one)
    begun = time.process_time()
    for one in signs[WARM:]:
        draw(one)
    return (len(signs) - WARM) / (time.process_time() - begun)


def main() -> None:
    """One JSON document: each renderer's rate."""
    signs = json.load(sys.stdin)
    sys.stdout.write(json.dumps({"odl-renderer": rate(odl(), signs), "imagespec": rate(spec(), signs)}) + "\n")


if __name__ == "__main__":
    main()
