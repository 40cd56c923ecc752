"""Folders shaped as /sys/class/backlight."""

import os
from pathlib import Path

import pytest

from kiosk.display.backlight import BacklightFailed
from kiosk.display.sysfs import SysfsBacklight, found_backlight


def entry(place: Path, name: str, *, greatest: str = "255", kind: str = "raw", mode: int = 0o644) -> Path:
    folder = place / name
    folder.mkdir(parents=True)
    for file, text in (("max_brightness", greatest), ("type", kind), ("brightness", "7")):
        (folder / file).write_text(f"{text}\n")
    (folder / "brightness").chmod(mode)
    return folder


def found(place: Path) -> SysfsBacklight:
    backlight = found_backlight(place)
    assert backlight is not None
    return backlight


@pytest.mark.parametrize(("share", "raw"), [(1.0, "255"), (0.5, "128"), (0.05, "13"), (0.001, "1"), (0.0, "0")])
async def test_a_share_becomes_a_raw_value_and_only_none_is_black(tmp_path: Path, share: float, raw: str) -> None:
    folder = entry(tmp_path, "panel0")
    await found(tmp_path).shine(share)
    assert (folder / "brightness").read_text() == f"{raw}\n"


async def test_a_coarse_light_still_shines_when_dim(tmp_path: Path) -> None:
    folder = entry(tmp_path, "panel0", greatest="3")
    await found(tmp_path).shine(0.05)
    assert (folder / "brightness").read_text() == "1\n"


def test_the_firmware_s_way_goes_before_the_bare_one(tmp_path: Path) -> None:
    entry(tmp_path, "a_raw")
    entry(tmp_path, "b_platform", kind="platform")
    entry(tmp_path, "c_firmware", kind="firmware")
    entry(tmp_path, "d_strange", kind="strange")
    assert found(tmp_path).name == "c_firmware"


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is allowed to root")
def test_one_that_may_be_set_goes_before_one_that_may_not(tmp_path: Path) -> None:
    entry(tmp_path, "a_firmware", kind="firmware", mode=0o444)
    entry(tmp_path, "b_raw")
    assert found(tmp_path).name == "b_raw"


@pytest.mark.parametrize("greatest", ["", "0", "-3", "many", "²"])
def test_an_entry_that_makes_no_sense_is_none(tmp_path: Path, greatest: str) -> None:
    entry(tmp_path, "panel0", greatest=greatest)
    assert found_backlight(tmp_path) is None


def test_a_machine_without_any_has_none(tmp_path: Path) -> None:
    assert found_backlight(tmp_path) is None
    assert found_backlight(tmp_path / "nowhere") is None


async def test_a_light_that_goes_away_is_told_of_by_its_name(tmp_path: Path) -> None:
    folder = entry(tmp_path, "panel0")
    backlight = found(tmp_path)
    (folder / "brightness").unlink()
    (folder / "brightness").mkdir()
    with pytest.raises(BacklightFailed, match=r"^the backlight panel0 cannot be set \(Is a directory\)$"):
        await backlight.shine(0.5)
