"""Only what changed is drawn anew where the panel can and ghosts may stay; in any doubt all of it."""

from random import Random

import pytest

from kiosk.backends.errors import BackendError, TimedOut, Unreachable
from kiosk.tags.codecs.opendisplay import planes
from kiosk.tags.gateways.gateway import Sign
from kiosk.tags.gateways.opendisplay import OpenDisplay
from kiosk.tags.picture import Palette, Picture
from tests.tags.codecs.unpacking import noise
from tests.tags.emulators.panel import PART, START, Habit, Panel, panel_of

WIDTH, HEIGHT = 296, 128
HALF = WIDTH * HEIGHT // 2
BEFORE = Picture(WIDTH, HEIGHT, Palette.BW, noise(WIDTH, HEIGHT, Palette.BW).pixels[:HALF] + bytes([1]) * HALF)
SIZE = len(planes(BEFORE))


def driver(panel: Panel, seconds: float = 10.0) -> OpenDisplay:
    return OpenDisplay("p1", "127.0.0.1", panel.port, answer_seconds=seconds, drawing_seconds=seconds)


def painted(picture: Picture, x: int, y: int, width: int, height: int) -> Picture:
    """The same with every pixel of a rectangle turned over."""
    pixels = bytearray(picture.pixels)
    for row in range(y, y + height):
        for at in range(row * picture.width + x, row * picture.width + x + width):
            pixels[at] ^= 1
    return Picture(picture.width, picture.height, picture.palette, bytes(pixels))


async def shown(gateway: OpenDisplay, face: str, picture: Picture, *, full: bool = False, rotation: int = 0) -> None:
    pushed = await gateway.push(Sign("p1", face, picture, rotation, full=full))  # type: ignore[arg-type]
    assert pushed.shown


async def begun(panel: Panel, seconds: float = 10.0) -> OpenDisplay:
    """A driver that has looked at the panel and drawn on it."""
    gateway = driver(panel, seconds)
    await gateway.look()
    await shown(gateway, "a1", BEFORE, full=True)
    return gateway


@pytest.mark.parametrize(
    ("changed", "drawn"),
    [
        ((70, 30, 1, 1), (64, 30, 8, 1)),
        ((63, 0, 2, 128), (56, 0, 16, 128)),
        ((0, 0, 296, 128), (0, 0, 296, 128)),
        ((288, 127, 8, 1), (288, 127, 8, 1)),
        ((0, 5, 8, 3), (0, 5, 8, 3)),
    ],
)
@pytest.mark.parametrize("modes", [0, 1, 2])
async def test_the_panel_shows_the_new_sign_though_only_a_part_was_sent(
    changed: tuple[int, int, int, int], drawn: tuple[int, int, int, int], modes: int
) -> None:
    after = painted(BEFORE, *changed)
    async with panel_of(SIZE) as panel:
        panel.draws_parts(WIDTH, HEIGHT, modes=modes)
        await shown(await begun(panel), "b2", after)
    assert panel.started == [START, PART]
    (part,) = panel.parts
    assert (part.x, part.y, part.width, part.height) == drawn
    assert part.flags == bool(modes and part.size > 100), "compressed where that is shorter"
    assert panel.drawn[-1] == planes(after)
    assert panel.largest <= 4094


async def test_many_parts_in_turn_leave_the_panel_with_the_last_sign() -> None:
    rng, picture = Random(3), BEFORE
    async with panel_of(SIZE) as panel:
        panel.draws_parts(WIDTH, HEIGHT)
        gateway = await begun(panel)
        for number in range(12):
            left, top = rng.randrange(WIDTH), rng.randrange(HEIGHT)
            picture = painted(picture, left, top, rng.randint(1, WIDTH - left), rng.randint(1, HEIGHT - top))
            await shown(gateway, f"b{number}", picture, full=number % 6 == 5)
            assert panel.drawn[-1] == planes(picture)
    assert panel.started == [START, PART, PART, PART, PART, PART, START, PART, PART, PART, PART, PART, START]


@pytest.mark.parametrize("rotation", [90, 180, 270])
async def test_a_panel_that_hangs_turned_is_drawn_in_part_as_its_memory_lies(rotation: int) -> None:
    upright = noise(HEIGHT, WIDTH, Palette.BW) if rotation != 180 else BEFORE
    after = painted(upright, 20, 40, 5, 6)
    async with panel_of(SIZE) as panel:
        panel.draws_parts(WIDTH, HEIGHT)
        gateway = driver(panel)
        await gateway.look()
        await shown(gateway, "a1", upright, full=True, rotation=rotation)
        await shown(gateway, "b2", after, rotation=rotation)
    assert panel.started == [START, PART]
    assert panel.drawn[-1] == planes(Sign("p1", "b2", after, rotation).mounted)  # type: ignore[arg-type]


async def test_a_panel_that_forgets_what_it_is_not_sent_is_sent_all_of_it_as_a_part() -> None:
    after = painted(BEFORE, 70, 30, 1, 1)
    async with panel_of(SIZE) as panel:
        panel.draws_parts(WIDTH, HEIGHT, parts=2)
        await shown(await begun(panel), "b2", after)
    assert panel.started == [START, PART]
    assert (panel.parts[0].width, panel.parts[0].height) == (WIDTH, HEIGHT)
    assert panel.drawn[-1] == planes(after)


async def test_the_frames_of_a_part_are_as_written_down_by_hand() -> None:
    before = Picture(16, 2, Palette.BW, bytes([1] * 32))
    after = painted(before, 9, 1, 1, 1)
    async with panel_of(4) as panel:
        panel.draws_parts(16, 2, modes=0)
        gateway = driver(panel)
        await gateway.look()
        await shown(gateway, "5f0c", before, full=True)
        panel.heard.clear()
        await shown(gateway, "5f0d", after)
    old, new = "a116660c", "3f72f3af"
    assert [frame.hex() for frame in panel.heard] == [f"007600{old}{new}0008000100080001ffbf", "007202"]
    assert panel.etags == [int(old, 16), int(new, 16)]


async def test_a_panel_that_shows_something_else_meanwhile_gets_all_of_the_sign() -> None:
    async with panel_of(SIZE) as panel:
        panel.draws_parts(WIDTH, HEIGHT)
        gateway = await begun(panel)
        await shown(driver(panel), "of another program", noise(WIDTH, HEIGHT, Palette.BW, 9))
        after = painted(BEFORE, 70, 30, 40, 40)
        await shown(gateway, "b2", after)
        assert panel.started == [START, START, PART, START]
        assert panel.drawn[-1] == planes(after)
        assert panel.parts == []
        again = painted(after, 1, 1, 40, 40)
        await shown(gateway, "c3", again)
        assert panel.started[4:] == [PART]
        assert panel.drawn[-1] == planes(again)


async def test_a_panel_that_refuses_the_bytes_of_a_part_gets_all_of_the_sign() -> None:
    after = painted(BEFORE, 0, 0, WIDTH, HEIGHT)
    async with panel_of(SIZE) as panel:
        panel.draws_parts(WIDTH, HEIGHT)
        gateway = await begun(panel)
        panel.habit = Habit.REFUSES_DATA_OF_PARTS
        await shown(gateway, "b2", after)
    assert panel.started == [START, PART, START]
    assert panel.drawn[-1] == planes(after)


async def test_a_panel_that_says_that_it_draws_no_parts_is_asked_once() -> None:
    async with panel_of(SIZE, Habit.REFUSES_PARTS) as panel:
        panel.draws_parts(WIDTH, HEIGHT)
        gateway = await begun(panel)
        for number in range(3):
            await shown(gateway, f"b{number}", painted(BEFORE, number, 3, 9, 9))
            await gateway.look()
    assert panel.started == [START, PART, START, START, START]


async def test_firmware_that_says_nothing_to_a_part_gets_whole_signs_from_then_on() -> None:
    after = painted(BEFORE, 70, 30, 40, 40)
    async with panel_of(SIZE, Habit.OLD_KNOWS_NO_PARTS) as panel:
        panel.draws_parts(WIDTH, HEIGHT)
        gateway = await begun(panel, 0.5)
        with pytest.raises(TimedOut):
            await gateway.push(Sign("p1", "b2", after, full=False))
        for number in range(2):
            await shown(gateway, f"c{number}", painted(after, number, 3, 9, 9))
    assert panel.started == [START, PART, START, START]


@pytest.mark.parametrize(("habit", "error"), [(Habit.NOT_DRAWN, TimedOut), (Habit.CUTS_BEFORE_DRAWN, Unreachable)])
async def test_after_a_part_that_was_not_confirmed_all_of_the_sign_is_sent(
    habit: Habit, error: type[BackendError]
) -> None:
    after = painted(BEFORE, 70, 30, 40, 40)
    async with panel_of(SIZE) as panel:
        panel.draws_parts(WIDTH, HEIGHT)
        gateway = await begun(panel)
        panel.habit = habit
        with pytest.raises(error):
            await gateway.push(Sign("p1", "b2", after, full=False))
        panel.habit = Habit.WELL
        await shown(gateway, "b2", after)
    assert panel.started == [START, PART, START]
    assert panel.drawn[-1] == planes(after)


@pytest.mark.parametrize(
    "why",
    [
        "ghosts must go",
        "the panel was not looked at",
        "it draws no parts",
        "another size",
        "it began by itself",
        "same",
    ],
)
async def test_all_of_the_sign_is_sent_where_a_part_may_not_do(why: str) -> None:
    after = BEFORE if why == "same" else painted(BEFORE, 70, 30, 40, 40)
    async with panel_of(SIZE, Habit.BEGINS_BY_ITSELF if why == "it began by itself" else Habit.WELL) as panel:
        panel.draws_parts(WIDTH - 8 * (why == "another size"), HEIGHT, parts=int(why != "it draws no parts"))
        gateway = driver(panel)
        if why != "the panel was not looked at":
            await gateway.look()
        await shown(gateway, "a1", BEFORE, full=True)
        await shown(gateway, "b2", after, full=why == "ghosts must go")
    assert panel.started == [START, START]
    assert panel.drawn[-1] == planes(after)


async def test_the_last_columns_of_a_width_that_fills_no_byte_are_drawn_with_all_of_the_sign() -> None:
    picture = noise(250, 122, Palette.BW)
    left, right = painted(picture, 10, 10, 20, 20), painted(picture, 240, 10, 10, 20)
    async with panel_of(len(planes(picture))) as panel:
        panel.draws_parts(250, 122)
        gateway = driver(panel)
        await gateway.look()
        for face, one in (("a1", picture), ("b2", left), ("c3", picture), ("d4", right)):
            await shown(gateway, face, one)
            assert panel.drawn[-1] == planes(one)
    assert panel.started == [START, PART, PART, START]


async def test_a_panel_of_three_inks_gets_whole_signs() -> None:
    picture = noise(WIDTH, HEIGHT, Palette.BWR)
    async with panel_of(len(planes(picture))) as panel:
        panel.draws_parts(WIDTH, HEIGHT)
        gateway = driver(panel)
        await gateway.look()
        for face in ("a1", "b2"):
            await shown(gateway, face, picture)
    assert panel.started == [START, START]
