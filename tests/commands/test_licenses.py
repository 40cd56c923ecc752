"""What the program says that it is made of."""

import json
import platform
from importlib.metadata import version
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.cli import run
from kiosk.licenses import FILE, Component, importable, installed_version, locked, present
from kiosk.resources import assets

QT = Component("pyside6-essentials", "6.0", "LGPL-3.0-only", "library", "PySide6.QtCore")
FONT = Component("Inter", "4.001", "OFL-1.1", "font")


def test_the_command_prints_everything_that_is_here(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["--licenses"])

    assert ended.value.code == 0
    rows = [line.split(maxsplit=2) for line in capfd.readouterr().out.splitlines()]
    assert rows[:3] == [
        ["NAME", "VERSION", "LICENCE"],
        ["room-kiosk", __version__, "MIT"],
        ["Python", platform.python_version(), "PSF-2.0"],
    ]
    named = {name: (number, licence) for name, number, licence in rows}
    assert named["starlette"] == (version("starlette"), "BSD-3-Clause")
    assert named["Inter"] == ("4.001", "OFL-1.1")


def test_what_is_installed_says_its_own_version() -> None:
    assert present((QT,), lambda _: "6.11.3", lambda _: True) == (("pyside6-essentials", "6.11.3", "LGPL-3.0-only"),)


def test_in_a_bundle_the_locked_versions_are_told() -> None:
    assert present((QT,), lambda _: None, lambda _: True) == (("pyside6-essentials", "6.0", "LGPL-3.0-only"),)


def test_what_belongs_to_another_system_is_left_out_but_no_font() -> None:
    assert present((QT, FONT), lambda _: None, lambda _: False) == (("Inter", "4.001", "OFL-1.1"),)


def test_every_component_has_a_licence() -> None:
    components = locked(assets())
    assert {one.kind for one in components} == {"library", "font"}
    assert all(one.name and one.version and one.license for one in components)
    assert all(one.module for one in components if one.kind == "library")


def test_a_list_without_its_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        locked(tmp_path)
    (tmp_path / FILE).write_text(json.dumps([{"name": "x", "version": "1", "license": "MIT", "kind": "font"}]))
    assert locked(tmp_path) == (Component("x", "1", "MIT", "font"),)


def test_modules_and_versions_are_found_as_they_are() -> None:
    assert importable("json")
    assert not importable("no_such_module")
    assert not importable("no_such_package.inner")
    assert installed_version("no-such-package") is None
