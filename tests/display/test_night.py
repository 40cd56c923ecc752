"""From the config to the screen and the lamp of a door, over a real lamp and real files."""

import argparse
import asyncio
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from kiosk.clock import Clock, FixedClock
from kiosk.config.file import ConfigError
from kiosk.domain.state import RoomState
from kiosk.night import Night
from kiosk.settings import Settings, settle
from tests.display.test_sysfs import entry
from tests.domain.builders import agenda, meeting, state, utc
from tests.sync.virtual import until
from tests.wire.scripted_server import Reply, ScriptedServer, serving

DAY, NIGHT = utc("2026-03-02 12:00"), utc("2026-03-02 23:00")
SHADES = '[display]\nnight_hours = "20:00-06:00"\nnight_brightness = 0.2\noff_at_night = true\n'

LAMP = '[lightbar]\nkind = "http"\nbody = "{state} {hex} {brightness}"\n'


def settings(folder: Path, text: str) -> Settings:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return settle(argparse.Namespace(config=path, demo=False), {})


class Painted:
    def __init__(self) -> None:
        self.veil = -1.0
        self.shift = (99, 99)

    def __call__(self, veil: float, shift: tuple[int, int]) -> None:
        self.veil, self.shift = veil, shift


def night_of(folder: Path, text: str, clock: Clock, painted: Painted | None = None) -> Night:
    return Night(settings(folder, text), clock, Random(1), painted or Painted(), folder / "backlight")


async def ended(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    assert all(task.cancelled() for task in tasks)


def free(clock: Clock) -> RoomState:
    return state(agenda(), clock.now())


async def test_without_a_word_in_the_config_only_the_picture_moves(tmp_path: Path) -> None:
    entry(tmp_path / "backlight", "panel0")
    painted = Painted()
    night = night_of(tmp_path, "", FixedClock(NIGHT), painted)
    assert len(night.tasks()) == 1
    night.show([free(FixedClock(NIGHT))])
    assert painted.veil == 0.0
    assert max(abs(part) for part in painted.shift) <= 4
    task = asyncio.create_task(night.tasks()[0]())
    await asyncio.sleep(0)
    await ended([task])
    assert (tmp_path / "backlight/panel0/brightness").read_text() == "7\n"


async def test_the_picture_stays_where_it_is_when_it_is_told_to(tmp_path: Path) -> None:
    painted = Painted()
    for hour in range(24):
        clock = FixedClock(DAY + timedelta(hours=hour))
        night_of(tmp_path, "[display]\npixel_shift = false\n", clock, painted).show([free(clock)])
        assert painted.shift == (0, 0)


async def test_a_black_night_on_a_real_backlight_and_a_touch(tmp_path: Path) -> None:
    file = entry(tmp_path / "backlight", "panel0", greatest="100") / "brightness"
    clock, painted = FixedClock(NIGHT), Painted()
    night = night_of(tmp_path, SHADES, clock, painted)
    task = asyncio.create_task(night.tasks()[0]())
    night.show([free(clock)])
    await until(lambda: file.read_text() == "0\n")
    assert (night.dark, painted.veil) == (True, 1.0)
    night.touched()
    assert (night.dark, painted.veil) == (False, 0.0)
    await until(lambda: file.read_text() == "100\n")
    night.show([state(agenda(meeting("22:00", "23:30")), NIGHT)])
    night.sensed("pir", motion=True)
    night.sensed("pir", motion=False)
    await ended([task])
    assert file.read_text() == "100\n"


async def told(server: ScriptedServer, count: int) -> list[str]:
    await until(lambda: len(server.requests) >= count)
    return [request.body.decode() for request in server.requests]


@pytest.mark.parametrize(
    ("more", "clock", "first"),
    [
        ("", FixedClock(DAY), "free 00FF00 255"),
        ("", FixedClock(NIGHT), "free 00FF00 64"),
        ('night = "off"\n', FixedClock(NIGHT), "free 000000 0"),
        ('night = "same"\n', FixedClock(NIGHT), "free 00FF00 255"),
    ],
)
async def test_the_lamp_follows_the_state_and_the_night_and_ends_unlit(
    tmp_path: Path, more: str, clock: Clock, first: str
) -> None:
    async with serving(lambda _: Reply()) as server:
        lamp = (
            f'[lightbar]\nkind = "http"\nurl = "{server.url}/lamp"\nbody = "{{state}} {{hex}} {{brightness}}"\n{more}'
        )
        night = night_of(tmp_path, SHADES + lamp, clock)
        tasks = [asyncio.create_task(work()) for work in night.tasks()]
        assert len(tasks) == 2
        night.show([free(clock)])
        assert await told(server, 1) == [first]
        await ended(tasks)
        assert await told(server, 2) == [first, "unknown 000000 0"]


async def test_a_broken_lamp_leaves_the_screen_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    painted, clock = Painted(), FixedClock(NIGHT)
    night = night_of(tmp_path, SHADES + '[lightbar]\nkind = "command"\ncommand = ["nowhere/lamp"]\n', clock, painted)
    tasks = [asyncio.create_task(work()) for work in night.tasks()]
    night.show([free(clock)])
    await until(lambda: caplog.records)
    night.touched()
    assert painted.veil == 0.0
    await ended(tasks)
    assert [one.getMessage() for one in caplog.records] == [
        "Light bar: the command nowhere/lamp cannot be run (No such file or directory)"
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('night_hours = "20-6"', r"\[display\] night_hours: found \"20-6\", expected hours such as \"20:00-06:00\""),
        ("brightness = 0", r"\[display\] brightness: found 0, expected a number from 0\.05 to 1"),
        ("night_brightness = 1.5", r"\[display\] night_brightness: .* from 0\.05 to 1"),
        ("dim_after_minutes = -1", r"\[display\] dim_after_minutes: .* from 0 to 1440"),
        ('brightness_command = "ddcutil"', r"\[display\] brightness_command: .* a list"),
        ("dim_after = 5", r"\[display\] dim_after: .* dim_after_minutes, the nearest known one"),
    ],
)
async def test_a_display_that_cannot_be_is_refused_with_its_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        night_of(tmp_path, f"[display]\n{text}\n", Clock())
