"""Parts of a sign: OpenDisplay's own client draws them on our emulated panel, and sends the frames that we send."""

import asyncio

from epaper_dithering import DitherMode  # type: ignore[import-not-found]
from opendisplay import OpenDisplayDevice, PartialState  # type: ignore[import-not-found]

from kiosk.tags.codecs.opendisplay import planes
from kiosk.tags.gateways.gateway import Sign
from kiosk.tags.gateways.opendisplay import OpenDisplay
from kiosk.tags.picture import Palette, Picture
from tests.tags.codecs.unpacking import noise
from tests.tags.emulators.panel import PART, START, Habit, panel_of
from tests.tags.peers.opendisplay_planes import image_of

_WIDTH, _HEIGHT = 296, 128
_ETAGS = slice(3, 11)  # of the frame that begins a part; the client makes its own up
_RECTANGLES = ((64, 30, 8, 1), (0, 0, 296, 128), (100, 7, 33, 70), (288, 127, 8, 1))


def _turned(picture: Picture, x: int, y: int, width: int, height: int) -> Picture:
    pixels = bytearray(picture.pixels)
    for row in range(y, y + height):
        start = row * picture.width + x
        pixels[start : start + width] = bytes(1 - one for one in pixels[start : start + width])
    return Picture(picture.width, picture.height, picture.palette, bytes(pixels))


def check_parts() -> str:
    """The real client's part is drawn as its picture, and but for the names it is the part that we send."""
    for parts in (1, 2):
        for modes in (0, 3):
            for rectangle in _RECTANGLES:
                asyncio.run(_part(rectangle, parts, modes))
    asyncio.run(_mismatched())
    return f"{4 * len(_RECTANGLES)} parts"


async def _part(rectangle: tuple[int, int, int, int], parts: int, modes: int) -> None:
    before = noise(_WIDTH, _HEIGHT, Palette.BW)
    after = _turned(before, *rectangle)
    async with panel_of(len(planes(before)), Habit.WELL if modes else Habit.NO_ZLIB) as panel:
        panel.draws_parts(_WIDTH, _HEIGHT, parts, modes)
        ours = OpenDisplay("p1", "127.0.0.1", panel.port)
        await ours.look()
        await ours.push(Sign("p1", "a1", before))
        panel.heard.clear()
        await ours.push(Sign("p1", "b2", after, full=False))
        sent = [bytes(frame) for frame in panel.heard]
        state = PartialState()
        await _upload(panel.port, before, state)
        panel.heard.clear()
        await _upload(panel.port, after, state)
        assert panel.drawn[-1] == planes(after), rectangle
        theirs = panel.heard[1:]
        assert theirs[0][1] == sent[0][1] == PART
        assert theirs[0][11:19] == sent[0][11:19], "the same rectangle"
        if not modes:
            assert [_unnamed(frame) for frame in theirs] == [_unnamed(frame) for frame in sent], (rectangle, parts)


async def _mismatched() -> None:
    """Where the panel shows another sign meanwhile, the real client sends all of it too."""
    before = noise(_WIDTH, _HEIGHT, Palette.BW)
    async with panel_of(len(planes(before))) as panel:
        panel.draws_parts(_WIDTH, _HEIGHT)
        state = PartialState()
        await _upload(panel.port, before, state)
        panel.etag = 1
        await _upload(panel.port, _turned(before, 8, 8, 8, 8), state)
        assert panel.started == [START, PART, START]
        assert panel.drawn[-1] == planes(_turned(before, 8, 8, 8, 8))


def _unnamed(frame: bytes) -> bytes:
    return frame[: _ETAGS.start] + frame[_ETAGS.stop :] if frame[1] == PART else frame


async def _upload(port: int, picture: Picture, state: object) -> None:
    async with OpenDisplayDevice(host="127.0.0.1", port=port, use_measured_palettes=False) as device:
        await device.upload_image(image_of(picture).convert("RGB"), dither_mode=DitherMode.NONE, state=state)


CHECKS = (check_parts,)
