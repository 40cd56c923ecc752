"""Doctor says what a camera needs, and nothing where nobody wants one."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.checks.camera import cameras
from kiosk.checks.check import Check
from kiosk.config import Config

NOBODY = replace(
    Config(), panel=replace(Config().panel, camera=False), reception=replace(Config().reception, camera=False)
)
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="devices are files on Linux")


def checked(devices: Path, config: Config | None = None, *, installed: bool = True, may: bool = True) -> list[Check]:
    return cameras(config or Config(), devices, lambda _: object() if installed else None, lambda *_: may)


def test_nothing_is_said_where_nobody_wants_one_or_it_is_not_installed(tmp_path: Path) -> None:
    assert checked(tmp_path, NOBODY) == []
    assert checked(tmp_path, installed=False) == []


@LINUX
def test_one_that_is_plugged_in_is_named(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    (check,) = checked(tmp_path)
    assert (check.state, check.says) == ("good", "video0")


@LINUX
def test_without_one_it_says_what_follows(tmp_path: Path) -> None:
    (check,) = checked(tmp_path)
    assert check.state == "good"
    assert "no button" in check.says


@LINUX
def test_one_that_may_not_be_used_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    (check,) = checked(tmp_path, may=False)
    assert (check.state, check.exit_code) == ("doubtful", 0)
    assert "group video" in check.do
