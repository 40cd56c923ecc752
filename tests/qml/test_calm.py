"""The page of a screen that waits before it tries to come back: all its words are there, whole, in every language."""

from collections.abc import Iterator

import pytest
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.config import PanelConfig
from kiosk.i18n import languages
from kiosk.phrases.calm import calm_words
from kiosk.window.calm import open_calm

NAME = "Konferenzzentrum Alexander von Humboldt"


def texts(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every text that is seen."""
    for child in item.childItems():
        if child.isVisible() and child.inherits("QQuickText"):
            yield child
        yield from texts(child)


@pytest.mark.parametrize("size", [(480, 800), (800, 480), (1920, 1080)], ids=str)
@pytest.mark.parametrize("language", languages())
def test_every_word_is_seen_whole(qtbot: QtBot, language: str, size: tuple[int, int]) -> None:
    window = open_calm(PanelConfig(language=language), NAME, windowed=True, size=size)
    qtbot.waitUntil(lambda: window.frames > 0)
    words = calm_words(language)
    found = list(texts(window.window.contentItem()))
    assert [one.property("text") for one in found] == [NAME, words.title, words.line]
    assert not [one.property("text") for one in found if one.property("truncated")]
    assert max(one.mapToScene(one.boundingRect().bottomRight()).y() for one in found) <= size[1]
    window.destroy()


@pytest.mark.parametrize("size", [(480, 800), (800, 480), (1920, 1080)], ids=str)
@pytest.mark.parametrize("language", languages())
def test_what_is_to_be_mended_is_seen_below(qtbot: QtBot, language: str, size: tuple[int, int]) -> None:
    refused = "config.toml: [backend] token_file: expected the token alone, on one line"
    window = open_calm(PanelConfig(language=language), NAME, windowed=True, size=size, refused=refused)
    qtbot.waitUntil(lambda: window.frames > 0)
    words = calm_words(language)
    found = list(texts(window.window.contentItem()))
    assert [one.property("text") for one in found] == [NAME, words.title, words.refused, refused]
    assert not [one.property("text") for one in found if one.property("truncated")]
    assert max(one.mapToScene(one.boundingRect().bottomRight()).y() for one in found) <= size[1]
    window.destroy()


def test_a_name_that_nobody_knows_takes_no_place(qtbot: QtBot) -> None:
    window = open_calm(PanelConfig(), "", windowed=True, size=(1280, 800))
    qtbot.waitUntil(lambda: window.frames > 0)
    assert [one.property("text") for one in texts(window.window.contentItem())] == list(calm_words("en")[:2])
    window.destroy()
