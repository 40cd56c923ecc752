"""QML finds the types under one name: when it runs, and when it is only checked."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from PySide6.QtQml import QQmlComponent, QQmlEngine
from pytestqt.qtbot import QtBot

from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.home_view import DayRow, HomeView
from kiosk.viewmodels.registration import MODULE
from kiosk.viewmodels.registration_faces import TYPES
from kiosk.viewmodels.theme import THEMES, ThemeViewModel

ROOT = Path(__file__).parents[2]
SCREEN = b"""
import QtQml
import RoomKiosk
QtObject {
    id: root
    required property HomeViewModel home
    required property ThemeViewModel theme
    readonly property string text: root.home.clock + " " + root.theme.style + " " + root.home.qrModules
    readonly property Instantiator rows: Instantiator {
        model: root.home.day
        delegate: QtObject { required property string title; required property bool ongoing }
    }
    readonly property string titles: {
        let all = [];
        for (let i = 0; i < root.rows.count; i++)
            all.push((root.rows.objectAt(i) as QtObject).title);
        return all.join();
    }
}
"""
CHECKED = """
pragma ComponentBehavior: Bound
import QtQuick
import RoomKiosk

Item {{
    id: root
    required property HomeViewModel home
    required property ThemeViewModel theme
    Text {{ textFormat: Text.PlainText; text: root.home.clock + root.theme.style + root.home.{name} }}
    ListView {{
        model: root.home.day
        delegate: Text {{ required property string title; textFormat: Text.PlainText; text: title }}
    }}
}}
"""


def test_qml_reads_the_view_models_and_follows_them(qtbot: QtBot) -> None:
    engine = QQmlEngine()
    row = DayRow("a", "meeting", "14:30", "15:15", "Design review", "", ongoing=False)
    home, theme = HomeViewModel(HomeView(clock="14:12", day=(row,))), ThemeViewModel(THEMES["bold-dark"])
    component = QQmlComponent(engine)
    component.setData(SCREEN, "")
    assert not component.errors()
    screen = component.createWithInitialProperties({"home": home, "theme": theme})

    assert screen.property("text") == "14:12 bold 0"
    assert screen.property("titles") == "Design review"

    home.show(HomeView(clock="14:13", qr_modules=33))
    qtbot.waitUntil(lambda: screen.property("text") == "14:13 bold 33")
    qtbot.waitUntil(lambda: screen.property("titles") == "")
    screen.deleteLater()


@pytest.mark.parametrize("type_", TYPES)
def test_qml_cannot_make_them(type_: type, qtbot: QtBot) -> None:  # noqa: ARG001 - the application must exist
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(f"import {MODULE}\n{type_.__name__} {{}}".encode(), "")

    assert component.isError()


@pytest.mark.parametrize(("name", "fine"), [("qrModules", True), ("nothing", False)])
def test_qmllint_knows_the_types_and_what_they_lack(name: str, *, fine: bool, tmp_path: Path) -> None:
    scripts = Path(sysconfig.get_path("scripts"))
    screen = tmp_path / "Screen.qml"
    screen.write_text(CHECKED.format(name=name), encoding="utf-8")
    describe = [sys.executable, str(ROOT / "packaging" / "qml_types.py"), str(tmp_path)]
    lint = [str(scripts / "pyside6-qmllint"), "-I", str(tmp_path), "-W", "0", str(screen)]
    subprocess.run(describe, check=True, capture_output=True)
    found = subprocess.run(lint, check=False, capture_output=True, text=True)

    assert (found.returncode == 0) is fine, found.stderr
    assert ('"nothing"' in found.stderr) is not fine
