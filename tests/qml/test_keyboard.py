"""The keys on the screen: each language's letters are there, and every key is as wide as a finger."""

from dataclasses import replace

import pytest

from kiosk.i18n import languages
from kiosk.phrases.sheets import SheetPhrases
from kiosk.wording import Words
from tests.qml import geometry
from tests.qml.conftest import Show
from tests.qml.samples import home
from tests.qml.sheets import NAME

LATIN = set("abcdefghijklmnopqrstuvwxyz")
OWN = {"de": set("äöü"), "fr": set("éèç"), "es": set("ñáéíóú")}


@pytest.mark.parametrize("size", [(480, 800), (1280, 800)], ids=["480x800", "1280x800"])
@pytest.mark.parametrize("language", languages())
def test_the_letters_of_the_language_can_be_typed(show: Show, language: str, size: tuple[int, int]) -> None:
    """Japanese, Korean and Chinese names are typed in Latin letters."""
    panel = show(home("free", language), size=size)
    panel.sheet.name_keys(SheetPhrases(Words(language)).key_names())
    panel.sheet.show(replace(NAME, name=f"name-{language}"))
    panel.window.grab()
    caps = geometry.of_type(panel.window, "KeyCap")
    letters = {str(one.property("letter")) for one in caps}

    assert LATIN | OWN.get(language, set()) <= letters
    assert [one.property("spoken") for one in caps if min(one.width(), one.height()) < 44] == []
    keyboard = geometry.box(geometry.of_type(panel.window, "TouchKeyboard")[0])
    assert all(keyboard.adjusted(-1, -1, 1, 1).contains(geometry.box(one)) for one in caps)
    texts = [one for one in geometry.of_type(panel.window, "PlainText") if keyboard.contains(geometry.box(one))]
    assert [one.property("text") for one in texts if one.property("truncated")] == []
