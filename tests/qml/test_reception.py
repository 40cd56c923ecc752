"""The reception's screen: nothing cut, nothing over another, keys that fingers find, and a way out of every step."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from kiosk.domain.reception_steps import Done, EnteringCode, Greeting, Habits
from kiosk.domain.visit import Host
from kiosk.domain.visiting import Act, Outcome, Receipt
from kiosk.i18n import PSEUDO_LONG, PSEUDO_RTL
from kiosk.viewmodels.reception import ReceptionViewModel
from kiosk.viewmodels.reception_view import ReceptionView
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window import fonts as window_fonts
from kiosk.window.engine import PanelWindow, open_face
from tests.qml import finger, geometry
from tests.qml.reception_samples import AT, SIZES, STEPS, VISIT, keys, shown, view
from tests.qml.samples import TEXTS
from tests.qml.test_golden import FOLDER, SEEN, SHARE_THAT_MAY, share_of_difference

LANGUAGES = ("en", "de", "fr", "es", "ja", "ko", "zh-Hans", "zh-Hant")
GOLDEN = [
    ("idle", "calm-light", (1280, 800)),
    ("code", "calm-light", (1280, 800)),
    ("code", "calm-dark", (480, 800)),
    ("greeting", "calm-light", (1280, 800)),
    ("in", "calm-light", (800, 480)),
    ("in", "bold-dark", (800, 1280)),
    ("not_found", "contrast-dark", (1280, 800)),
    ("walk_in_host", "calm-light", (1920, 1080)),
]


class Screen:
    """One window, and the view model behind it."""

    def __init__(self, shows: ReceptionView, theme: str, size: tuple[int, int], *, still: bool) -> None:
        self.reception = ReceptionViewModel(shows)
        self.reception.name_keys(keys(shows.language))
        self.theme = ThemeViewModel(THEMES[theme], reduced_motion=still)
        self.sheet = SheetViewModel()
        models = {"reception": self.reception, "theme": self.theme, "sheet": self.sheet}
        self.window: PanelWindow = open_face("Reception", models, size=size, windowed=True, language=shows.language)
        self.window.draw_first_frame()

    def show(self, shows: ReceptionView) -> None:
        """Show the next step, and wait until everything has found its place."""
        self.reception.show(shows)
        self.window.grab()

    def press(self, spoken: str) -> None:
        found = [
            one
            for kind in ("TouchButton", "KeyCap", "Chip")
            for one in geometry.of_type(self.window, kind)
            if one.property("spoken") == spoken
        ]
        finger.tap(self.window.window, found[0])


Show = Callable[..., Screen]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:  # noqa: ARG001 - the application must exist
    screens: list[Screen] = []

    def make(
        shows: ReceptionView, theme: str = "calm-light", size: tuple[int, int] = (1280, 800), *, still: bool = True
    ) -> Screen:
        screens.append(Screen(shows, theme, size, still=still))
        return screens[-1]

    yield make
    for one in screens:
        one.window.destroy()


def whole_texts(window: PanelWindow, name: str) -> list[geometry.ShownText]:
    """All texts of a step, none of which is cut, over another or outside."""
    texts = geometry.texts(window)
    assert [one.text for one in texts if one.truncated] == [], name
    assert geometry.overlaps(texts) == [], name
    assert geometry.outside(texts, window) == [], name
    return texts


@pytest.mark.parametrize("language", ["en", "de", PSEUDO_LONG])
@pytest.mark.parametrize("size", [*SIZES, (1024, 600)], ids=str)
def test_every_text_of_every_step_is_whole_and_in_its_place(show: Show, size: tuple[int, int], language: str) -> None:
    screen = show(view("idle", language), size=size)
    for name in STEPS:
        screen.show(view(name, language))
        assert min(one.pixels for one in whole_texts(screen.window, name)) >= 14, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (480, 800)], ids=str)
def test_every_language_has_its_place(show: Show, size: tuple[int, int], language: str) -> None:
    screen = show(view("idle", language), size=size)
    for name in STEPS:
        screen.show(view(name, language))
        whole_texts(screen.window, name)


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO_LONG])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_button_is_over_another(show: Show, size: tuple[int, int], language: str) -> None:
    screen = show(view("cancelled", language), size=size)
    for name in ("cancelled", *STEPS):
        screen.show(view(name, language))
        kinds = ("TouchButton", "Chip", "KeyCap", "EntryField", "QrCode")
        found = [one for kind in kinds for one in geometry.of_type(screen.window, kind)]
        boxes = [geometry.box(one).adjusted(1, 1, -1, -1) for one in found]
        assert not [pair for pair in combinations(boxes, 2) if pair[0].intersects(pair[1])], name
        assert all(one.left() >= 0 and one.right() <= size[0] and one.bottom() <= size[1] for one in boxes), name


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_any_name_stays_in_its_place(show: Show, size: tuple[int, int], name: str) -> None:
    text = TEXTS[name]
    visit = replace(VISIT, visitor=text, host=Host(text), room=text, floor=text)
    done = Done(Receipt(Act.ARRIVE, Outcome.CHECKED_IN, AT, "key", visit), AT)
    for step in (Greeting(Act.ARRIVE, visit, "KXQWMN"), done):
        window = show(shown(step), size=size).window
        texts = geometry.texts(window)
        assert geometry.overlaps(texts) == []
        assert geometry.outside(texts, window) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_greeting_by_name_is_the_largest_text(show: Show, size: tuple[int, int]) -> None:
    texts = geometry.texts(show(view("greeting"), size=size).window)
    assert max(texts, key=lambda one: one.pixels).text.startswith("Hello")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_keys_and_buttons_are_as_large_as_a_finger_wants(show: Show, size: tuple[int, int]) -> None:
    unit = min(size[0] / 1280, size[1] / 800) if size[0] > size[1] else min(size[0] / 760, size[1] / 1200)
    screen = show(view("code"), size=size)
    caps = geometry.of_type(screen.window, "KeyCap")
    assert len(caps) == 38
    assert min(min(one.width(), one.height()) for one in caps) >= max(48, 72 * unit)
    for name in ("idle", "greeting", "not_found", "walk_in_host"):
        screen.show(view(name))
        buttons = geometry.of_type(screen.window, "TouchButton")
        assert min(one.height() for one in buttons) >= max(48, 63 * unit), name


def test_keys_type_the_code_and_take_it_back(show: Show) -> None:
    screen = show(view("code"))
    pressed, erased = QSignalSpy(screen.reception.pressed), QSignalSpy(screen.reception.erased)
    for one in ("K", "7", "Delete", "Delete all"):
        screen.press(one)
    assert [pressed.at(number)[0] for number in range(pressed.count())] == ["K", "7"]
    assert [erased.at(number)[0] for number in range(erased.count())] == [False, True]


def test_a_keyboard_types_the_code_too(show: Show, qtbot: QtBot) -> None:
    screen = show(view("code"))
    screen.window.window.requestActivate()
    qtbot.waitUntil(screen.window.window.isActive)
    pressed, entered = QSignalSpy(screen.reception.pressed), QSignalSpy(screen.reception.entered)
    for one in (Qt.Key.Key_K, Qt.Key.Key_2, Qt.Key.Key_Return):
        finger.key(screen.window.window, one)
    assert [pressed.at(number)[0] for number in range(pressed.count())] == ["k", "2"]
    assert entered.count() == 1


def test_escape_goes_a_step_back_or_all_the_way(show: Show, qtbot: QtBot) -> None:
    screen = show(view("code"))
    screen.window.window.requestActivate()
    qtbot.waitUntil(screen.window.window.isActive)
    back, closed = QSignalSpy(screen.reception.went_back), QSignalSpy(screen.reception.closed)
    finger.key(screen.window.window, Qt.Key.Key_Escape)
    screen.show(view("greeting"))
    finger.key(screen.window.window, Qt.Key.Key_Escape)
    assert (back.count(), closed.count()) == (1, 1)


def test_what_is_typed_at_a_question_reaches_the_program(show: Show) -> None:
    screen = show(view("walk_in_company"))
    typed = QSignalSpy(screen.reception.typed)
    screen.press("X")
    assert [typed.at(number)[0] for number in range(typed.count())][-1].endswith("X")


def test_a_name_begins_with_a_capital_and_goes_on_with_small_letters(show: Show, qtbot: QtBot) -> None:
    screen = show(replace(view("walk_in_company"), name="walk_in-name", entry=view("walk_in_name").entry))
    letters = {one.property("letter") for one in geometry.of_type(screen.window, "KeyCap")}
    assert "q" in letters
    screen.show(view("walk_in_company"))
    qtbot.waitUntil(lambda: any(one.property("letter") == "Q" for one in geometry.of_type(screen.window, "KeyCap")))


def test_only_a_long_press_of_the_building_opens_the_staffs_side(show: Show, qtbot: QtBot) -> None:
    screen = show(view("idle"))
    wanted = QSignalSpy(screen.reception.staff_wanted)
    house = next(one for one in geometry.texts(screen.window) if one.text == "Spreehaus").box.center().toPoint()
    finger.press(screen.window.window, house)
    finger.release(screen.window.window, house)
    assert wanted.count() == 0
    finger.press(screen.window.window, house)
    qtbot.waitUntil(lambda: wanted.count() == 1)
    finger.release(screen.window.window, house)


def test_nothing_of_a_visitor_is_left_on_the_first_screen(show: Show) -> None:
    screen = show(view("in"))
    screen.show(view("idle"))
    said = " ".join(one.text for one in geometry.texts(screen.window))
    assert "Ada" not in said
    assert "Grace" not in said
    fresh = show(view("idle"))
    assert share_of_difference(screen.window.grab(), fresh.window.grab()) == 0


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_right_to_left_mirrors_the_screen_but_neither_keys_nor_code(show: Show, size: tuple[int, int]) -> None:
    screen = show(view("idle", PSEUDO_RTL), size=size)
    for name in STEPS:
        screen.show(view(name, PSEUDO_RTL))
        texts = geometry.texts(screen.window)
        codes = [geometry.box(one) for one in geometry.of_type(screen.window, "QrCode")]
        assert geometry.overlaps(texts) == [], name
        assert geometry.outside(texts, screen.window) == [], name
        assert not [one.text for one in texts for code in codes if one.box.intersects(code)], name
        assert next(one.box for one in texts if one.text == "14:12").right() < size[0] / 2
    screen.show(view("code", PSEUDO_RTL))
    caps = {one.property("letter"): geometry.box(one).left() for one in geometry.of_type(screen.window, "KeyCap")}
    typed = [one for one in geometry.texts(screen.window) if one.text in "KXQ"]
    typed = sorted(typed, key=lambda one: one.pixels)[-3:]
    assert caps["A"] < caps["D"]
    assert [one.text for one in sorted(typed, key=lambda one: one.box.left())] == ["K", "X", "Q"]


def test_without_a_known_length_the_code_has_one_box_and_a_button(show: Show) -> None:
    habits = Habits(code_length=None)
    screen = show(shown(EnteringCode(Act.ARRIVE, "8812"), habits=habits))
    texts = {one.text for one in geometry.texts(screen.window)}
    assert {"8812", "Next"} <= texts


def test_nothing_is_drawn_while_nothing_changes(show: Show, qtbot: QtBot) -> None:
    screen = show(view("greeting"), still=False)
    screen.window.grab()
    qtbot.waitUntil(lambda: screen.window.frames > 0)
    frames = screen.window.frames
    screen.reception.show(view("greeting"))
    qtbot.wait(300)
    assert screen.window.frames == frames


@pytest.mark.parametrize("theme", THEMES)
def test_a_step_that_was_come_to_looks_like_one_drawn_anew(show: Show, theme: str) -> None:
    gone = show(view("idle"), theme, (800, 480))
    for name in ("code", "looking_up", "greeting", "rules", "in", "idle"):
        gone.show(view(name))
        anew = show(view(name), theme, (800, 480))
        assert share_of_difference(gone.window.grab(), anew.window.grab()) <= 0.001, name


@pytest.mark.parametrize(("name", "theme", "size"), GOLDEN, ids=str)
def test_the_screen_looks_as_it_did(show: Show, name: str, theme: str, size: tuple[int, int]) -> None:
    file = f"reception-{name}-{theme}-{size[0]}x{size[1]}.png"
    image = show(view(name), theme, size).window.grab()
    if os.environ.get("KIOSK_GOLDEN") == "write":
        assert image.save(str(FOLDER / file))
    SEEN.mkdir(parents=True, exist_ok=True)
    image.save(str(SEEN / file))
    golden = QImage(str(FOLDER / file))
    assert golden.size() == image.size(), f"{FOLDER / file} is missing or of another size"
    assert share_of_difference(golden, image) <= SHARE_THAT_MAY, f"compare {SEEN / file} with {FOLDER / file}"


def test_han_characters_follow_the_language_that_the_visitor_chose(show: Show) -> None:
    def said(language: str) -> ReceptionView:
        return replace(view("over", language), title="直骨角曜令", line="", choices=(), over="")

    pictures: dict[str, QImage] = {}
    for one in ("ja", "zh-Hans"):
        window_fonts.change(one)
        pictures[one] = show(said(one)).window.grab()
    assert share_of_difference(pictures["ja"], pictures["zh-Hans"]) > 0.001
    screen = show(said("en"))
    for language in ("zh-Hans", "ja", "zh-Hans"):
        window_fonts.change(language)
        screen.show(said(language))
        assert share_of_difference(screen.window.grab(), pictures[language]) == 0, language
    window_fonts.change("en")
