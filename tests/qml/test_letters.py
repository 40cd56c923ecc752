"""A visitor who chooses Chinese, Japanese or Korean reads it in its own shapes, whatever was on the screen before."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from kiosk.clock import FixedClock
from kiosk.domain.reception_steps import Conversation, Idle
from kiosk.reception.face import open_reception, screen_of
from kiosk.settings import settle
from kiosk.viewmodels.reception_parts import Aside
from kiosk.window import fonts as window_fonts
from kiosk.window.letters import Letters
from tests.qml.conftest import Show
from tests.qml.samples import home

AT = datetime(2026, 11, 20, 13, 12, tzinfo=UTC)
CHOSEN = ("zh-Hant", "ko", "zh-Hans", "fr", "ja", "zh-Hant")
REGIONS = {"fr": "jp", "zh-Hant": "tc", "ko": "kr", "zh-Hans": "sc", "ja": "jp"}


@pytest.mark.parametrize("before", ["de", "zh-Hans", "ja"])
def test_what_is_on_the_screen_is_drawn_anew_in_the_shapes_of_the_language(show: Show, before: str) -> None:
    panel = show(home("free", "zh-Hant"))
    window_fonts.reorder("zh-Hant")
    from_the_start = panel.window.grab()
    window_fonts.reorder(before)
    foreign = panel.window.grab()
    Letters(before).follow("zh-Hant")

    assert foreign != from_the_start
    assert panel.window.grab() == from_the_start


def test_the_fonts_follow_the_visitor_and_come_back(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: ARG001 - it must exist
    config = tmp_path / "kiosk.toml"
    config.write_text('[backend]\nkind = "local"\n[panel]\nroom = "1"\n', encoding="utf-8")
    settings = settle(argparse.Namespace(config=config, demo=False), {})
    screen = screen_of(settings.config, FixedClock(AT))
    window = open_reception(screen, settings, windowed=True, size=(800, 480))
    for language in CHOSEN:
        screen.show(Conversation(Idle(), AT, language), Aside())
        order = QFont.substitutes(window_fonts.TEXT)
        assert next(name for name in order if "cjk" in name) == f"noto sans cjk {REGIONS[language]}"
    window.destroy()
