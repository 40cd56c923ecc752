"""How many signs a second one core packs for the wire: `python -m tests.benchmarks.tag_packing`. Not part of pytest."""

import sys
import time
from collections.abc import Callable, Iterator
from zlib import crc32

from kiosk.tags.codecs.bmp import bmp
from kiosk.tags.codecs.jpeg import jpeg
from kiosk.tags.codecs.opendisplay import compressed, planes
from kiosk.tags.codecs.png import png
from kiosk.tags.draw import Artist, sketch
from kiosk.tags.panels import panel_named
from kiosk.tags.picture import Palette, Picture, of_planes, rotated
from tests.tags.samples import face

SIZES = ("2.9", "4.2", "7.5", "13.3")
_SIGNS = 40
_ROUNDS = 5


def main() -> None:
    """One line a size and a way."""
    for inches in SIZES:
        for name, palette, work in _ways():
            signs = _drawn(inches, palette)
            rate, size = _measured(signs, work)
            measures = f"{signs[0].width}×{signs[0].height}"
            sys.stdout.write(f"{measures:8} {name:42} {rate:8.0f} signs/s {size:8.0f} bytes\n")


def _ways() -> Iterator[tuple[str, Palette, Callable[[Picture], bytes]]]:
    yield "black/white/red, as drawn, + crc", Palette.BWR, _with_crc
    yield "black/white/red, as drawn, + crc + zlib 1", Palette.BWR, lambda one: compressed(_with_crc(one), 1)
    yield "black/white/red, as drawn, + crc + zlib as sent", Palette.BWR, lambda one: compressed(_with_crc(one))
    yield "black/white/red, of pixels, + crc", Palette.BWR, lambda one: _with_crc(_of_pixels(one))
    yield "black/white/red, turned by 90, + crc", Palette.BWR, lambda one: _with_crc(rotated(one, 90))
    yield "black/white, bitmap", Palette.BW, bmp
    yield "black/white, PNG", Palette.BW, png
    yield "black/white/red, JPEG", Palette.BWR, jpeg


def _with_crc(picture: Picture) -> bytes:
    data = planes(picture)
    crc32(data)
    return data


def _of_pixels(picture: Picture) -> Picture:
    return Picture(picture.width, picture.height, picture.palette, picture.pixels)


def _measured(signs: list[Picture], work: Callable[[Picture], bytes]) -> tuple[float, float]:
    """Signs a second, the best of some rounds, each sign another; and the bytes of one in the mean."""
    for sign in signs:
        sign.pixels  # noqa: B018 - made before the clock runs, as a drawn sign has its planes
    best = 0.0
    size = 0
    for _ in range(_ROUNDS):
        fresh = [_again(sign) for sign in signs]
        start = time.perf_counter()
        size = sum(len(work(sign)) for sign in fresh)
        best = max(best, len(signs) / (time.perf_counter() - start))
    return best, size / len(signs)


def _again(sign: Picture) -> Picture:
    """The same as if it had just been drawn: with its planes, and its pixels where the way needs them."""
    inks = [ink for ink in range(len(sign.palette.inks)) if ink != 1]
    drawn = of_planes(sign.width, sign.height, sign.palette, {ink: sign.plane(ink) for ink in inks})
    drawn._pixels = sign.pixels  # noqa: SLF001 - what drawing in pixels would have left
    return drawn


def _drawn(size: str, palette: Palette) -> list[Picture]:
    """Real signs, each of another room."""
    panel = panel_named(f"{size}-{palette.value}")
    assert panel is not None
    artist = Artist()
    return [artist.draw(sketch(face(name=f"Room {number}"), panel)).picture for number in range(_SIGNS)]


if __name__ == "__main__":
    main()
