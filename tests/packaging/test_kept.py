"""Which files go into a bundle, on each system."""

import shutil
from pathlib import Path

import pytest

from tests.app.programs import ROOT
from tests.packaging.bundled import packaging

kept = packaging("kept")
QML = frozenset({"QtQuick", "QtQuick/Shapes"})


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/qml/QtQuick/Shapes/libqmlshapesplugin.so",
        "PySide6/qml/QtQuick/qmldir",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/QtCore.abi3.so",
        "kiosk/_qml/Design/Look.qml",
    ],
)
def test_what_a_screen_needs_is_wanted(place: str) -> None:
    assert kept.wanted(place, QML)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqminimal.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6\\plugins\\sqldrivers\\qsqlite.dll",
        "PySide6/Qt/qml/QtQuick/Controls/qmldir",
        "PySide6/Qt/qml/QtQuick/plugins.qmltypes",
        "PySide6/translations/qtbase_de.qm",
    ],
)
def test_what_no_screen_needs_is_not(place: str) -> None:
    assert not kept.wanted(place, QML)


def test_a_library_that_nothing_refers_to_stays_out_and_one_that_a_kept_one_needs_comes_in() -> None:
    entries = [
        ("kiosk.so", "/s/kiosk.so", "EXTENSION"),
        ("libused.so", "/s/libused.so", "BINARY"),
        ("libdeep.so", "/s/libdeep.so", "BINARY"),
        ("libunused.so", "/s/libunused.so", "BINARY"),
        ("libonlyunused.so", "/s/libonlyunused.so", "BINARY"),
        ("libpython3.11.so.1.0", "/s/libpython3.11.so.1.0", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/s/libqxcb.so", "BINARY"),
    ]
    links = {
        "/s/kiosk.so": ["/s/libused.so", "/lib/libc.so.6"],
        "/s/libused.so": ["/s/libdeep.so", "/s/libused.so"],
        "/s/libunused.so": ["/s/libonlyunused.so"],
    }
    left = {place for place, _, _ in kept.linked(entries, lambda file: links.get(file, []))}
    assert left == {one[0] for one in entries} - {"libunused.so", "libonlyunused.so"}


def test_a_link_to_what_stayed_out_stays_out() -> None:
    there = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    gone = ("libQt6Sql.so.6", "PySide6/Qt/lib/libQt6Sql.so.6", "SYMLINK")
    data = ("certifi/cacert.pem", "/s/cacert.pem", "DATA")
    assert kept.standing([there, gone, data], {"PySide6/Qt/lib/libQt6Core.so.6"}) == [there, data]


def test_only_packages_of_the_lock_and_welcome_ones_get_in() -> None:
    lock = "httpx==1 \\\n    --hash=sha256:0\ntyping-extensions==4 ; python_version < '3.15' \\\n"
    owners = {
        "httpx": ["HTTPX"],
        "typing_extensions": ["typing_extensions"],
        "pytest": ["pytest"],
        "paho": ["paho-mqtt"],
    }
    assert kept.foreign([*kept.locked(lock), "paho.mqtt"], owners) == ["pytest"]


def test_every_command_is_a_module_of_the_bundle() -> None:
    commands = {f"kiosk.commands.{path.stem}" for path in (ROOT / "kiosk" / "commands").glob("[a-z]*.py")}
    assert commands
    assert commands <= set(kept.modules(ROOT))


@pytest.mark.skipif(shutil.which("strip") is None, reason="binutils are not installed")
def test_only_pythons_own_files_are_made_slimmer(tmp_path: Path) -> None:
    source = shutil.which("strip")
    other = ("PySide6/QtCore.abi3.so", "/s/QtCore.abi3.so", "EXTENSION")
    own = ("python3.11/lib-dynload/_json.so", str(source), "EXTENSION")
    slim, same = kept.stripped([own, other], tmp_path / "slim")
    assert same == other
    assert slim == (own[0], str(tmp_path / "slim" / "_json.so"), "EXTENSION")
    assert Path(slim[1]).stat().st_size > 0
