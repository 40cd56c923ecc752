"""Nothing of a visitor stays behind the glass once the reception is idle again: not in a hidden text either."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtQuick import QQuickItem

from kiosk.domain.reception_steps import Conversation
from kiosk.viewmodels.reception import ReceptionViewModel
from kiosk.viewmodels.reception_parts import Aside
from kiosk.viewmodels.reception_text import reception_view
from tests.qml.reception_samples import AT, HABITS, OPTIONS, STEPS, phrases, view
from tests.qml.test_golden import SHARE_THAT_MAY, share_of_difference
from tests.qml.test_reception import Screen, Show, show

__all__ = ["show"]
PERSONAL = ("Ada", "Lovelace", "Analytical", "Grace", "Hopper", "Graham", "Grazia", "KXQWMN", "grace@example.com")

TEXTS = frozenset({"QString", "QStringList", "QVariant", "QVariantList"})


def behind(screen: Screen) -> Iterator[QObject]:
    """Every object of the screen, whether it is seen or not: items, what they own, and the models."""
    waiting: list[QObject] = [screen.window.window, screen.window.window.contentItem(), screen.reception, screen.sheet]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += one.children()
        waiting += one.childItems() if isinstance(one, QQuickItem) else []


def words_of(one: QObject) -> Iterator[str]:
    """Every property of an object that is a text, also those of its rows where it is a model."""
    meta = one.metaObject()
    for known in map(meta.property, range(meta.propertyCount())):
        if str(known.typeName()) in TEXTS:
            value = known.read(one)
            yield from (part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str))
    if isinstance(one, QAbstractItemModel):
        roles = one.roleNames()
        for row in range(one.rowCount()):
            yield from (str(one.data(one.index(row, 0), role)) for role in (*roles, Qt.ItemDataRole.DisplayRole))


def told(screen: Screen) -> set[str]:
    """Which words of persons anything behind the glass holds."""
    texts = " ".join(text for one in behind(screen) for text in words_of(one))
    return {word for word in PERSONAL if word in texts}


@pytest.mark.parametrize("name", sorted(STEPS))
def test_after_each_step_the_idle_screen_holds_nobody(show: Show, name: str) -> None:
    screen = show(view("idle"), size=(800, 480))
    before = screen.window.grab()
    said = repr(view(name))
    screen.show(view(name))
    assert told(screen) >= {word for word in PERSONAL if word in said and name == "greeting"}
    screen.show(view("idle"))
    assert told(screen) == set()
    after = screen.window.grab()
    assert after == before or share_of_difference(after, before) <= SHARE_THAT_MAY


def test_the_search_finds_what_is_there(show: Show) -> None:
    screen = show(view("greeting"))
    assert {"Ada", "Grace", "Hopper"} <= told(screen)


def test_a_model_without_a_window_forgets_too() -> None:
    model = ReceptionViewModel(view("greeting"))
    model.show(reception_view(Conversation(STEPS["idle"], AT), AT, phrases(), OPTIONS, HABITS, Aside()))
    texts = " ".join(words_of(model))
    assert not [word for word in PERSONAL if word in texts]
