"""A panel over TCP: what it is sent is what it shows, and only what it says it has drawn counts as shown."""

import asyncio

import pytest

from kiosk.backends.errors import BackendError, Garbled, Rejected, ServerTrouble, TimedOut, Unreachable
from kiosk.tags.codecs.opendisplay import planes
from kiosk.tags.gateways.gateway import Sign
from kiosk.tags.gateways.opendisplay import OpenDisplay
from kiosk.tags.picture import Palette
from tests.tags.codecs.unpacking import by_codes, noise
from tests.tags.emulators.panel import Habit, Panel, panel_of

CODES = {
    Palette.BW: {"0": 0, "1": 1},
    Palette.BWR: {"00": 0, "10": 1, "11": 2},
    Palette.BWY: {"00": 0, "10": 1, "01": 2},
}
NOISE = Sign("p1", "a1", noise(296, 128, Palette.BW))
SIZE = 37 * 128


def driver(panel: Panel, seconds: float = 10.0) -> OpenDisplay:
    return OpenDisplay("p1", "127.0.0.1", panel.port, answer_seconds=seconds, drawing_seconds=seconds)


@pytest.mark.parametrize("palette", CODES)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
async def test_the_panel_draws_the_picture_pixel_by_pixel(palette: Palette, rotation: int) -> None:
    sign = Sign("p1", "a1", noise(250, 122, palette), rotation)  # type: ignore[arg-type]
    async with panel_of(len(planes(sign.mounted))) as panel:
        pushed = await driver(panel).push(sign)
    (drawn,) = panel.drawn
    assert by_codes(drawn, sign.mounted, CODES[palette]) == sign.mounted
    assert pushed.shown


async def test_frames_are_no_larger_than_the_panel_takes_and_the_face_has_its_mark() -> None:
    async with panel_of(SIZE) as panel:
        gateway = driver(panel)
        for face in ("a1", "a1", "b2"):
            await gateway.push(Sign("p1", face, NOISE.picture))
    assert panel.largest <= 4094
    assert panel.etags[0] == panel.etags[1] != panel.etags[2]
    assert all(panel.etags)


@pytest.mark.parametrize("habit", [Habit.WELL, Habit.NO_ZLIB])
async def test_a_large_sign_goes_in_as_few_frames_as_a_panel_takes(habit: Habit) -> None:
    large = noise(960, 680, Palette.BWR)
    size = len(planes(large))
    async with panel_of(size, habit) as panel:
        await driver(panel).push(Sign("p1", "a1", large))
    assert panel.largest == 4094
    assert len(panel.heard) <= size // 4092 + 6


@pytest.mark.parametrize("habit", [Habit.NO_ZLIB, Habit.NO_ZLIB_OLD, Habit.BEGINS_BY_ITSELF, Habit.HIGH_BIT])
async def test_older_and_odder_firmware_shows_it_too(habit: Habit) -> None:
    async with panel_of(SIZE, habit) as panel:
        assert (await driver(panel).push(NOISE)).shown
    assert panel.drawn == [planes(NOISE.picture)]


@pytest.mark.parametrize(
    ("habit", "error"),
    [
        (Habit.NOT_DRAWN, TimedOut),
        (Habit.REFUSES_DATA, ServerTrouble),
        (Habit.CUTS_IN_DATA, Unreachable),
        (Habit.CUTS_BEFORE_DRAWN, Unreachable),
        (Habit.HANGS, TimedOut),
        (Habit.NONSENSE, Garbled),
        (Habit.EMPTY_FRAME, Garbled),
    ],
)
async def test_what_goes_wrong_has_a_name_and_is_not_shown(habit: Habit, error: type[BackendError]) -> None:
    async with panel_of(SIZE) as panel:
        gateway = driver(panel, 0.5 if habit is Habit.HANGS else 10.0)
        await gateway.push(Sign("p1", "before", NOISE.picture))
        panel.habit = habit
        with pytest.raises(error):
            await gateway.push(NOISE)
        panel.habit = Habit.WELL
        assert [report.shown for report in await gateway.look()] == [None], "nobody knows what it shows now"
        await gateway.push(NOISE)
        assert [(report.shown, report.online) for report in await gateway.look()] == [("a1", True)]


async def test_a_panel_that_is_gone_is_offline_and_comes_back() -> None:
    async with panel_of(SIZE) as panel:
        gateway = driver(panel)
        await gateway.push(NOISE)
    assert [(report.shown, report.online) for report in await gateway.look()] == [("a1", False)]
    with pytest.raises(Unreachable):
        await gateway.push(NOISE)


async def test_a_panel_has_one_visitor_at_a_time() -> None:
    async with panel_of(SIZE) as panel:
        gateway = driver(panel)
        await asyncio.gather(gateway.push(NOISE), gateway.look(), gateway.push(NOISE), gateway.look())
    assert panel.drawn_before == [0, 1], "the second began when the first was drawn"


async def test_inks_that_it_has_not_are_refused_before_it_is_called() -> None:
    async with panel_of(SIZE) as panel:
        with pytest.raises(Rejected):
            await driver(panel).push(Sign("p1", "a1", noise(296, 128, Palette.BWRY)))
    assert panel.visits == 0


async def test_a_panel_is_told_to_draw_fast_only_where_its_ghosts_may_stay() -> None:
    async with panel_of(SIZE) as panel:
        gateway = driver(panel)
        for full in (True, False):
            await gateway.push(Sign("p1", "a1", NOISE.picture, full=full))
    ends = [frame[2] for frame in panel.heard if frame[:2] == b"\x00\x72"]
    assert ends == [0, 1]
