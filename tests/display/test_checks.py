"""What doctor says of the screen and the lamp."""

import os
import sys
from pathlib import Path

import pytest

from kiosk.checks.check import Check
from kiosk.checks.night import night_checks
from kiosk.display.sysfs import UDEV_RULE
from tests.display.test_night import SHADES, settings
from tests.display.test_sysfs import entry
from tests.wire.scripted_server import Reply, serving


async def checked(folder: Path, text: str) -> list[Check]:
    return await night_checks(settings(folder, text), folder / "backlight")


async def brightness(folder: Path, text: str = SHADES) -> Check:
    (check,) = await checked(folder, text)
    assert check.name == "brightness"
    return check


async def test_a_screen_that_is_left_alone_is_no_matter(tmp_path: Path) -> None:
    entry(tmp_path / "backlight", "panel0")
    assert (await brightness(tmp_path, "")).state == "skipped"


async def test_a_backlight_is_named(tmp_path: Path) -> None:
    assert "picture itself is darkened" in (await brightness(tmp_path)).says
    entry(tmp_path / "backlight", "panel0")
    assert await brightness(tmp_path) == Check("brightness", "good", "the backlight panel0, 255 steps")


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is allowed to root")
async def test_a_backlight_that_may_not_be_set_comes_with_the_rule_that_allows_it(tmp_path: Path) -> None:
    entry(tmp_path / "backlight", "panel0", mode=0o444)
    check = await brightness(tmp_path)
    assert check.state == "doubtful"
    assert UDEV_RULE in check.do


async def test_a_program_is_looked_for_and_not_run(tmp_path: Path) -> None:
    found = await brightness(tmp_path, f'{SHADES}brightness_command = ["{sys.executable}", "-c", "raise SystemExit"]\n')
    assert found.state == "good"
    missing = await brightness(tmp_path, f'{SHADES}brightness_command = ["nowhere/ddcutil"]\n')
    assert (missing.state, missing.says) == ("doubtful", "no program nowhere/ddcutil")


async def test_a_lamp_is_really_told_a_light_that_says_nothing_of_the_room(tmp_path: Path) -> None:
    lamp = '[lightbar]\nkind = "http"\nbody = "{state} {hex}"\n'
    async with serving(lambda _: Reply()) as server:
        _, good = await checked(tmp_path, f'{lamp}url = "{server.url}"\n')
    assert (good.name, good.state) == ("light bar", "good")
    assert server.requests[0].body == b"unknown FFFFFF"
    _, gone = await checked(tmp_path, f'{lamp}url = "{server.url}"\n')
    assert (gone.state, gone.exit_code) == ("doubtful", 0)
    assert "cannot be reached" in gone.says


async def test_a_lamp_whose_token_is_missing_is_a_mistake_in_the_config(tmp_path: Path) -> None:
    text = '[lightbar]\nkind = "http"\nurl = "https://lamp.example/"\ntoken_file = "nowhere/token"\n'
    _, check = await checked(tmp_path, text)
    assert (check.state, check.exit_code, check.says) == ("bad", 2, "[lightbar] token_file: nowhere/token")
