"""The colours: readable in every theme and state, and told apart without hue."""

from itertools import product

import pytest
from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, QMetaObject, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine

from kiosk.resources import qml
from kiosk.viewmodels.theme import Theme, ThemeViewModel
from tests.qml.samples import STATES

STYLES, MODES = ("bold", "calm", "contrast"), ("light", "dark")


@pytest.fixture(scope="module")
def engine(qapp: QObject) -> QQmlEngine:
    made = QQmlEngine(qapp)
    made.addImportPath(str(qml()))
    return made


def look(engine: QQmlEngine, style: str, mode: str, *, purple: bool = False) -> QObject:
    theme = ThemeViewModel(Theme(style, mode), occupied_purple=purple, parent=engine)
    component = QQmlComponent(engine, "Design", "Look")
    made = component.createWithInitialProperties({"theme": theme})
    assert made is not None, component.errorString()
    made.setParent(engine)
    return made


def of(look: QObject, function: str, state: str) -> QColor:
    answer = QMetaObject.invokeMethod(
        look, function, Qt.ConnectionType.DirectConnection, Q_RETURN_ARG("QColor"), Q_ARG("QString", state)
    )
    assert isinstance(answer, QColor)
    return answer


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, two: QColor) -> float:
    bright, dim = sorted((luminance(one), luminance(two)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("purple", [False, True])
@pytest.mark.parametrize(("style", "mode"), [*product(STYLES, MODES)])
def test_every_text_stands_out_from_its_ground(engine: QQmlEngine, style: str, mode: str, *, purple: bool) -> None:
    colours = look(engine, style, mode, purple=purple)
    grounds = [colours.property(name) for name in ("column", "card")]
    inks = [colours.property(name) for name in ("ink", "softInk", "faintInk", "free")]
    pairs = [(ink, ground) for ink in inks for ground in grounds]
    for state in STATES:
        field = of(colours, "fieldOf", state)
        pairs += [(colours.property("onField"), field), (colours.property("onFieldSoft"), field)]
        pairs.append((of(colours, "wordOf", state), field))
    assert [(ink.name(), ground.name()) for ink, ground in pairs if contrast(ink, ground) < 4.5] == []


@pytest.mark.parametrize("mode", MODES)
def test_high_contrast_has_black_white_and_the_state_only(engine: QQmlEngine, mode: str) -> None:
    colours = look(engine, "contrast", mode)
    names = ("paper", "ink", "softInk", "faintInk", "column", "card", "outline", "free", "ongoing", "track", "divider")
    assert {colours.property(name).name() for name in names} == {"#000000", "#ffffff"}
    assert contrast(colours.property("ink"), colours.property("paper")) == pytest.approx(21, abs=0.1)


def test_occupied_can_be_purple_and_nothing_else_changes(engine: QQmlEngine) -> None:
    red, purple = look(engine, "bold", "dark"), look(engine, "bold", "dark", purple=True)
    different = [state for state in STATES if of(red, "fieldOf", state) != of(purple, "fieldOf", state)]
    assert different == ["occupied"]


def test_the_fields_have_the_colours_that_were_agreed(engine: QQmlEngine) -> None:
    bold = look(engine, "bold", "light")
    fields = {state: of(bold, "fieldOf", state).name().upper() for state in STATES}
    assert fields == {
        "free": "#0B7A4B",
        "starting_soon": "#8F5B00",
        "waiting_check_in": "#8F5B00",
        "occupied": "#B3261E",
        "closed": "#4A5560",
        "unknown": "#4A5560",
    }


def over(colour: QColor, ground: QColor) -> QColor:
    """A colour that is partly clear, as it looks on its ground."""
    share = colour.alphaF()
    mixed = [
        share * one + (1 - share) * two
        for one, two in zip(
            (colour.redF(), colour.greenF(), colour.blueF()),
            (ground.redF(), ground.greenF(), ground.blueF()),
            strict=True,
        )
    ]
    return QColor.fromRgbF(*mixed)


@pytest.mark.parametrize("purple", [False, True])
@pytest.mark.parametrize(("style", "mode"), [*product(STYLES, MODES)])
def test_every_word_on_a_sheet_and_on_a_button_stands_out(
    engine: QQmlEngine, style: str, mode: str, *, purple: bool
) -> None:
    colours = look(engine, style, mode, purple=purple)

    def named(name: str) -> QColor:
        colour = colours.property(name)
        assert isinstance(colour, QColor)
        return colour

    pairs = [(ink, ground) for ink in ("ink", "softInk", "bad") for ground in ("sheet",)]
    pairs += [("ink", "key"), ("softInk", "key"), ("primaryInk", "ink"), ("dangerInk", "danger")]
    made = [(named(ink), named(ground)) for ink, ground in pairs]
    made += [(of(colours, "toneOf", tone), named("sheet")) for tone in ("good", "bad", "waiting")]
    for state in STATES:
        field = of(colours, "fieldOf", state)
        made.append((named("onField"), over(named("keyOnField"), field)))
        made.append((of(colours, "deepOf", state), QColor("#FFFFFF")))
    assert [(ink.name(), ground.name()) for ink, ground in made if contrast(ink, ground) < 4.5] == []


@pytest.mark.parametrize(("style", "mode"), [*product(STYLES, MODES)])
def test_the_keyboards_ring_and_the_edge_of_a_field_are_seen(engine: QQmlEngine, style: str, mode: str) -> None:
    colours = look(engine, style, mode)
    for ring, ground in (("focus", "sheet"), ("focus", "column"), ("focus", "card")):
        assert contrast(colours.property(ring), colours.property(ground)) >= 3.0
    for state in STATES:
        assert contrast(colours.property("focusOnField"), of(colours, "fieldOf", state)) >= 3.0


@pytest.mark.parametrize("purple", [False, True])
@pytest.mark.parametrize(("style", "mode"), [*product(STYLES, MODES)])
def test_every_word_in_the_lobby_and_at_the_reception_stands_out(
    engine: QQmlEngine, style: str, mode: str, *, purple: bool
) -> None:
    colours = look(engine, style, mode, purple=purple)
    pairs = [("ink", "column"), ("softInk", "column"), ("ink", "card"), ("softInk", "card")]
    pairs += [(ink, "paper") for ink in ("ink", "softInk", "good", "bad", "free")]
    made = [(colours.property(ink), colours.property(ground)) for ink, ground in pairs]
    made += [(of(colours, "markOf", state), colours.property("card")) for state in STATES]
    assert [(ink.name(), ground.name()) for ink, ground in made if contrast(ink, ground) < 4.5] == []


@pytest.mark.parametrize("purple", [False, True])
@pytest.mark.parametrize(("style", "mode"), [*product(STYLES, MODES)])
def test_every_sign_edge_and_bar_is_told_from_what_is_round_it(
    engine: QQmlEngine, style: str, mode: str, *, purple: bool
) -> None:
    colours = look(engine, style, mode, purple=purple)
    made = [(colours.property("outline"), colours.property(ground)) for ground in ("sheet", "column", "card")]
    made += [(colours.property("focus"), colours.property("paper")), (colours.property("danger"), QColor("#FFFFFF"))]
    made.append((colours.property("ongoing"), colours.property("card")))
    for state in STATES:
        field, word = of(colours, "fieldOf", state), of(colours, "wordOf", state)
        made.append((word, over(colours.property("track"), field)))
        made.append((word, of(colours, "deepOf", state) if style == "bold" else colours.property("card")))
        made.append((of(colours, "markOf", state), colours.property("key")))
    assert [(mark.name(), ground.name()) for mark, ground in made if contrast(mark, ground) < 3.0] == []
