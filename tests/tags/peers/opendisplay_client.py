"""OpenDisplay's own Python client against our emulated panel, which is worth something then; and our frames."""

import asyncio
from zlib import crc32

from epaper_dithering import DitherMode  # type: ignore[import-not-found]
from opendisplay import OpenDisplayDevice, OpenDisplayError  # type: ignore[import-not-found]
from opendisplay.exceptions import RefreshTimeoutError  # type: ignore[import-not-found]
from opendisplay.protocol.commands import (  # type: ignore[import-not-found]
    build_direct_write_end_command,
    build_direct_write_end_with_etag,
    build_read_config_command,
)

from kiosk.tags.codecs.opendisplay import compressed, planes
from kiosk.tags.gateways.gateway import Sign
from kiosk.tags.gateways.opendisplay import OpenDisplay
from kiosk.tags.picture import Palette, Picture, rotated
from tests.tags.codecs.unpacking import noise
from tests.tags.emulators.panel import Habit, panel_of
from tests.tags.emulators.panel_screen import settings_of
from tests.tags.peers.opendisplay_planes import SCHEMES, image_of
from tests.tags.peers.vectors import PALETTES, named

_STREAMS, _ZIP = 0x01, 0x02
_WORKS = (Habit.WELL, Habit.NO_ZLIB, Habit.NO_ZLIB_OLD, Habit.BEGINS_BY_ITSELF, Habit.HIGH_BIT)
_FAILS = (Habit.NOT_DRAWN, Habit.REFUSES_DATA, Habit.CUTS_IN_DATA, Habit.CUTS_BEFORE_DRAWN, Habit.NONSENSE)


def settings(picture: Picture, rotation: int) -> bytes:
    return settings_of(
        picture.width,
        picture.height,
        scheme=SCHEMES[picture.palette].value,
        modes=_STREAMS | _ZIP,
        turned=rotation // 90,
    )


def check_client() -> str:
    """The real client asks the emulator what it is, and what it uploads is drawn bit for bit as we encode it."""
    count = 0
    for palette in PALETTES:
        for rotation in (0, 90, 180, 270):
            asyncio.run(_uploads(noise(250, 122, palette), rotation, Habit.WELL))
            count += 1
        for habit in _WORKS:
            asyncio.run(_uploads(noise(296, 128, palette), 0, habit))
            count += 1
    return f"{count} uploads"


async def _uploads(picture: Picture, rotation: int, habit: Habit) -> None:
    mounted = rotated(picture, rotation)  # type: ignore[arg-type]
    async with panel_of(len(planes(mounted)), habit) as panel:
        panel.settings = settings(mounted, rotation)
        await _upload(panel.port, picture)
        assert panel.drawn == [planes(mounted)], (named(picture), rotation, habit)


async def _upload(port: int, picture: Picture) -> None:
    async with OpenDisplayDevice(host="127.0.0.1", port=port, use_measured_palettes=False) as device:
        await device.upload_image(image_of(picture).convert("RGB"), dither_mode=DitherMode.NONE)


def check_client_troubles() -> str:
    """Where the emulator goes wrong, the real client fails too, and says so in its own way."""
    for habit in _FAILS:
        asyncio.run(_fails(habit))
    return f"{len(_FAILS)} troubles"


async def _fails(habit: Habit) -> None:
    picture = noise(296, 128, Palette.BW)
    async with panel_of(len(planes(picture))) as panel:
        panel.settings = settings(picture, 0)
        async with OpenDisplayDevice(host="127.0.0.1", port=panel.port, use_measured_palettes=False) as device:
            panel.habit = habit
            failure: Exception | None = None
            try:
                await device.upload_image(image_of(picture).convert("RGB"), dither_mode=DitherMode.NONE)
            except OpenDisplayError as error:
                failure = error
    assert failure is not None, f"{habit} went unnoticed"
    assert isinstance(failure, RefreshTimeoutError) == (habit is Habit.NOT_DRAWN), (habit, failure)
    assert panel.drawn == []


def check_our_frames() -> str:
    """The frames of our driver are those that the real client sends of the same bytes; it marks no face, we do."""
    for palette in PALETTES:
        for size in ((250, 122), (960, 680)):
            for habit in (Habit.WELL, Habit.NO_ZLIB):
                asyncio.run(_frames(noise(*size, palette), habit))
    return "start, data and end"


async def _frames(picture: Picture, habit: Habit) -> None:
    data = planes(picture)
    async with panel_of(len(data), habit) as panel:
        panel.settings = settings(picture, 0)
        await OpenDisplay("p1", "127.0.0.1", panel.port).push(Sign("p1", "5f0c", picture))
        ours, panel.heard = panel.heard, []
        async with OpenDisplayDevice(host="127.0.0.1", port=panel.port) as device:
            await device.upload_prepared_image((data, compressed(data), image_of(picture)))
    asked, *theirs, end = panel.heard
    assert asked == build_read_config_command()
    assert end == build_direct_write_end_command(0)
    assert ours == [*theirs, build_direct_write_end_with_etag(0, crc32(b"5f0c"))], (named(picture), habit)


CHECKS = (check_client, check_client_troubles, check_our_frames)
