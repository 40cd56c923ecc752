"""What sheets say fits on them in every language, on the smallest screens."""

from collections.abc import Iterator
from string import Formatter

import pytest

from kiosk.i18n import languages
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.sheet_view import Choice, SheetView
from kiosk.wording import Words
from tests.qml import geometry
from tests.qml.conftest import Panel, Show
from tests.qml.samples import home
from tests.wording.test_catalogue import raw

VALUES = {"time": "30 Nov, 08:00", "duration": "1 h 45 min", "room": "Victoria", "name": "Ada Lovelace"}


def filled(text: str) -> str:
    """The phrase with something for each of its placeholders."""
    return text.format_map({name: VALUES.get(name, "Spreehaus") for _, name, _, _ in Formatter().parse(text) if name})


def asked(language: str) -> Iterator[SheetView]:
    """Every step of the set-up, with three long ways on."""
    phrases = raw(language, "setup")
    ways = tuple(Choice(key, phrases[f"choice.{key}"]) for key in ("again", "address", "password"))
    for key, title in phrases.items():
        kind, _, step = key.partition(".")
        if kind == "title":
            line = filled(phrases.get(f"line.{step}", ""))
            yield SheetView(key, title, line, choices=ways, back=phrases["way.back"], close=phrases["way.close"])
        elif kind == "problem":
            yield SheetView(key, phrases["title.failed"], title, tone="bad", choices=ways, close=phrases["way.close"])


def answered(language: str) -> Iterator[SheetView]:
    """Every way in which an act ends, with two ways on."""
    sheets, other = raw(language, "sheets"), raw(language, "find")["other"]
    ways = (Choice("again", sheets["again.taken"], kind="primary"), Choice("find", other, shape="search"))
    for key, sentence in raw(language, "acts").items():
        yield SheetView(key, sheets["undone.check_in"], filled(sentence), tone="bad", choices=ways, close="x")


def cut(panel: Panel, view: SheetView) -> list[str]:
    """What cannot be read of a sheet as a whole; all of it where the sheet is higher than the screen."""
    panel.sheet.show(view)
    panel.window.grab()
    body = geometry.of_type(panel.window, "SheetBody")[0]
    inside = set(geometry.items(body))
    texts = [one for one in geometry.of_type(panel.window, "PlainText") if one in inside]
    assert view.title in {one.property("text") for one in texts}
    high = geometry.box(body).top() < 0
    return [f"{view.name}: {one.property('text')}" for one in texts if high or one.property("truncated")]


@pytest.mark.parametrize("size", [(480, 800), (800, 480)], ids=["480x800", "800x480"])
@pytest.mark.parametrize("language", languages())
def test_every_question_and_answer_fits_on_its_sheet(show: Show, language: str, size: tuple[int, int]) -> None:
    panel = show(home("free", language), size=size)
    panel.sheet.name_keys(SheetPhrases(Words(language)).key_names())

    assert [text for view in (*asked(language), *answered(language)) for text in cut(panel, view)] == []
