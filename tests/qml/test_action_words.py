"""Three actions in words fit beside each other in every language, where nothing is left for "More"."""

from dataclasses import replace

import pytest

from kiosk.i18n import languages
from kiosk.phrases.sheets import SheetPhrases
from kiosk.wording import Words
from tests.qml import geometry
from tests.qml.conftest import Show
from tests.qml.samples import SIZES, home

TOGETHER = {
    "free": ("book", "find", "report"),
    "waiting_check_in": ("check_in", "find", "report"),
    "occupied": ("extend", "end", "report"),
    "unknown": ("report", "set_up"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", languages())
def test_the_words_of_the_actions_fit_in_their_row(show: Show, language: str, size: tuple[int, int]) -> None:
    says = SheetPhrases(Words(language))
    panel = show(home("free", language), size=size)
    for state, keys in TOGETHER.items():
        panel.show(replace(home(state, language), actions=tuple(says.choice(key) for key in keys), actions_note=""))
        panel.window.grab()
        row = geometry.box(geometry.of_type(panel.window, "Actions")[0]).adjusted(-1, -1, 1, 1)
        made = geometry.of_type(panel.window, "ActionButton")
        assert len(made) == len(keys)
        assert [one.property("label") for one in made if not row.contains(geometry.box(one))] == []
