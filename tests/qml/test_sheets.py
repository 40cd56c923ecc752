"""The sheet as it is drawn and touched: every part at every size, by finger, by keyboard, for a screen reader."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from kiosk.viewmodels.sheet_view import SheetView
from tests.qml import finger, geometry
from tests.qml.conftest import Panel, Show
from tests.qml.samples import SIZES, home
from tests.qml.sheets import ADDRESS, BAD, KEYS, NAME, OFFERS, PIN, QUESTION, ROOMS, SEARCH, SHEETS

LEAST = 48
TARGETS = ("TouchButton", "ActionButton", "Chip", "KeyCap", "SheetRow", "EntryField")
MAY_BE_CUT = ("Quarterly", "rooms.example.com", "Floor 3", "Grace")


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def opened(show: Show, view: SheetView, theme: str = "bold-dark", size: tuple[int, int] = (1280, 800)) -> Panel:
    panel = show(home("free"), theme, size)
    panel.sheet.name_keys(KEYS)
    panel.sheet.show(view)
    panel.window.grab()
    return panel


def sheet_of(panel: Panel) -> QQuickItem:
    return geometry.of_type(panel.window, "SheetBody")[0]


def parts(panel: Panel, *names: str) -> list[QQuickItem]:
    """The visible items of these types, on the sheet."""
    inside = set(geometry.items(sheet_of(panel)))
    return [one for name in names for one in geometry.of_type(panel.window, name) if one in inside]


def named(panel: Panel, name: str) -> QQuickItem:
    found = [one for one in parts(panel, *TARGETS) if name in {one.property("spoken"), one.property("label")}]
    assert found, f"nothing is called {name}"
    return found[0]


def target(item: QQuickItem) -> str:
    return f"{item.property('spoken') or item.property('label')}: {item.width():.0f}x{item.height():.0f}"


@pytest.mark.parametrize("size", SIZES, ids=size_name)
@pytest.mark.parametrize("name", SHEETS)
def test_every_part_of_a_sheet_is_whole_large_enough_and_in_its_place(
    show: Show, name: str, size: tuple[int, int]
) -> None:
    panel = opened(show, SHEETS[name], size=size)
    inside = set(geometry.items(sheet_of(panel)))
    texts = [one for one in geometry.of_type(panel.window, "PlainText") if one in inside and one.property("text")]
    assert [one.property("text") for one in texts if one.property("truncated")] == []
    body, touched = geometry.box(sheet_of(panel)), parts(panel, *TARGETS)
    small = [target(one) for one in touched if min(one.width(), one.height()) < LEAST]
    assert small == []
    wide = body.adjusted(-60, -1, 60, 30)
    lists = [geometry.box(one) for one in parts(panel, "SheetRows")]
    kept = [one for one in touched if not any(area.intersects(geometry.box(one)) for area in lists)]
    assert [target(one) for one in kept if not wide.contains(geometry.box(one))] == []
    assert body.top() >= 0
    boxes = [(target(one), geometry.box(one).adjusted(1, 1, -1, -1)) for one in kept]
    clash = [(a, b) for n, (a, one) in enumerate(boxes) for b, two in boxes[n + 1 :] if one.intersects(two)]
    assert clash == []


def test_a_finger_chooses_what_it_touches(show: Show, qtbot: QtBot) -> None:
    panel = opened(show, OFFERS)
    chosen, closed = QSignalSpy(panel.sheet.chosen), QSignalSpy(panel.sheet.dismissed)
    finger.tap(panel.window.window, named(panel, "30\u00a0min, until 14:42"))
    qtbot.waitUntil(lambda: chosen.count() == 1)
    assert chosen.at(0) == ["30"]
    finger.tap(panel.window.window, named(panel, "Close"))
    qtbot.waitUntil(lambda: closed.count() == 1)
    assert chosen.count() == 1


def test_a_finger_that_slips_off_a_button_chooses_nothing(show: Show) -> None:
    panel = opened(show, OFFERS)
    chosen = QSignalSpy(panel.sheet.chosen)
    button = named(panel, "30\u00a0min, until 14:42")
    away = finger.middle(named(panel, "Close"))
    finger.press(panel.window.window, finger.middle(button))
    assert button.property("down")
    finger.move(panel.window.window, away)
    finger.release(panel.window.window, away)
    assert chosen.count() == 0
    assert not button.property("down")


def test_what_is_pressed_is_seen_to_be_pressed(show: Show) -> None:
    panel = opened(show, OFFERS)
    before = panel.window.grab()
    place = finger.middle(named(panel, "45\u00a0min, until 14:57"))
    finger.press(panel.window.window, place)
    assert panel.window.grab() != before
    finger.release(panel.window.window, place)


@pytest.mark.parametrize(("view", "kind"), [(ROOMS, "Chip"), (ROOMS, "SheetRow"), (PIN, "KeyCap"), (NAME, "KeyCap")])
def test_every_kind_of_thing_to_press_is_seen_to_be_pressed(show: Show, view: SheetView, kind: str) -> None:
    panel = opened(show, view)
    field = next((one for one in geometry.items(sheet_of(panel)) if one.inherits("QQuickTextInput")), None)
    if field is not None:
        field.setProperty("focus", False)  # noqa: FBT003 - Qt's; its cursor blinks
    item = parts(panel, kind)[1]
    before, place = panel.window.grab(), finger.middle(item)
    assert panel.window.grab() == before
    finger.press(panel.window.window, place)
    assert panel.window.grab() != before
    finger.release(panel.window.window, place)


def test_a_touch_beside_the_sheet_closes_it_and_nothing_under_it_is_pressed(show: Show) -> None:
    panel = opened(show, QUESTION)
    closed, pressed = QSignalSpy(panel.sheet.dismissed), QSignalSpy(panel.home.pressed)
    gap = next(one for one in geometry.of_type(panel.window, "DayLine") if one.property("pressable"))
    finger.tap(panel.window.window, gap)
    assert closed.count() == 1
    assert pressed.count() == 0


def test_every_touch_is_told_so_that_the_sheet_stays(show: Show) -> None:
    panel = opened(show, ROOMS)
    acted = QSignalSpy(panel.sheet.acted)
    title = next(one for one in geometry.of_type(panel.window, "PlainText") if one.property("text") == "Find a room")
    finger.tap(panel.window.window, title)
    assert acted.count() >= 1


def test_the_keyboard_reaches_everything_in_the_order_it_is_read_and_stays_inside(show: Show, qtbot: QtBot) -> None:
    panel = opened(show, BAD)
    window = panel.window.window
    chosen = QSignalSpy(panel.sheet.chosen)
    seen = []
    for _ in range(4):
        finger.key(window, Qt.Key.Key_Tab)
        seen.append(window.activeFocusItem().property("label"))
    assert seen == ["Other times", "Find another room", "Close", "Other times"]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        finger.key(window, key)
    assert [chosen.at(number) for number in range(chosen.count())] == [["again"], ["again"]]
    closed = QSignalSpy(panel.sheet.dismissed)
    finger.key(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: closed.count() == 1)


def test_the_keyboards_place_is_seen(show: Show) -> None:
    panel = opened(show, BAD)
    before = panel.window.grab()
    finger.key(panel.window.window, Qt.Key.Key_Tab)
    assert panel.window.grab() != before


def test_keys_on_the_screen_type_into_the_field(show: Show) -> None:
    panel = opened(show, NAME)
    panel.sheet.typed.connect(lambda text: panel.sheet.show(typed(NAME, text)))
    entered = QSignalSpy(panel.sheet.entered)
    for key in ("Shift", "Z", "a", "Delete", "ü", "Space", "123", "1", "ABC", "x"):
        name = {"ABC": "ABC"}.get(key, key)
        finger.tap(panel.window.window, named(panel, name))
        panel.window.grab()
    assert panel.sheet.property("entryText") == "RetroZü 1x"
    finger.tap(panel.window.window, named(panel, "Done"))
    assert entered.count() == 1


def test_a_keyboard_or_a_scanner_types_into_the_field_at_once(show: Show) -> None:
    panel = opened(show, PIN)
    panel.sheet.typed.connect(lambda text: panel.sheet.show(typed(PIN, text)))
    entered = QSignalSpy(panel.sheet.entered)
    for key in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        finger.key(panel.window.window, key)
    assert panel.sheet.property("entryText") == "123"
    assert entered.count() == 1


def test_two_thumbs_type_at_once(show: Show) -> None:
    panel = opened(show, NAME)
    panel.sheet.typed.connect(lambda text: panel.sheet.show(typed(NAME, text)))
    window, left, right = panel.window.window, named(panel, "q"), named(panel, "p")
    finger.press(window, finger.middle(left), 0)
    QTest.touchEvent(window, finger.screen()).stationary(0).press(1, finger.middle(right), window).commit()
    QTest.touchEvent(window, finger.screen()).release(0, finger.middle(left), window).stationary(1).commit()
    finger.release(window, finger.middle(right), 1)
    assert panel.sheet.property("entryText") == "Retroqp"


def test_a_secret_is_not_to_be_read_from_the_screen(show: Show) -> None:
    panel = opened(show, PIN)
    assert "12" not in [one.text for one in geometry.texts(panel.window)]
    field = next(one for one in geometry.items(sheet_of(panel)) if one.inherits("QQuickTextInput"))
    assert field.property("displayText") != "12"
    assert QAccessible.queryAccessibleInterface(field).state().passwordEdit


def test_letters_come_only_when_a_field_beside_a_list_is_touched(show: Show, qtbot: QtBot) -> None:
    panel = opened(show, SEARCH)
    assert parts(panel, "KeyCap") == []
    finger.tap(panel.window.window, parts(panel, "EntryField")[0])
    qtbot.waitUntil(lambda: len(parts(panel, "KeyCap")) > 20)
    assert parts(panel, "SheetRow")


def test_a_list_is_turned_by_its_buttons_and_drawn_by_a_finger(show: Show, qtbot: QtBot) -> None:
    panel = opened(show, ROOMS)
    listed = next(one for one in geometry.items(sheet_of(panel)) if one.inherits("QQuickListView"))
    finger.tap(panel.window.window, named(panel, "Down"))
    qtbot.waitUntil(lambda: listed.property("contentY") > 100)
    turned = listed.property("contentY")
    chosen = QSignalSpy(panel.sheet.chosen)
    start = geometry.box(listed).center().toPoint()

    def drawn() -> bool:
        finger.press(panel.window.window, start)
        for step in range(1, 11):
            finger.move(panel.window.window, start - QPoint(0, 20 * step))
            panel.window.grab()
        finger.release(panel.window.window, start - QPoint(0, 200))
        return bool(listed.property("contentY") > turned)

    qtbot.waitUntil(drawn)
    assert chosen.count() == 0


def test_a_row_is_chosen_by_a_touch(show: Show) -> None:
    panel = opened(show, ROOMS)
    chosen = QSignalSpy(panel.sheet.chosen)
    finger.tap(panel.window.window, parts(panel, "SheetRow")[2])
    finger.tap(panel.window.window, parts(panel, "Chip")[0])
    assert [chosen.at(number) for number in range(chosen.count())] == [["r2"], ["c0"]]


@pytest.mark.parametrize("name", SHEETS)
def test_everything_to_press_has_a_role_a_name_and_an_action(show: Show, name: str) -> None:
    panel = opened(show, SHEETS[name])
    for item in parts(panel, "TouchButton", "Chip", "KeyCap", "SheetRow"):
        described = QAccessible.queryAccessibleInterface(item)
        assert described is not None
        assert described.text(QAccessible.Text.Name).strip()
        assert described.role() in {QAccessible.Role.Button, QAccessible.Role.CheckBox}
        assert QAccessibleActionInterface.pressAction() in described.actionInterface().actionNames()
        assert described.state().focusable


def test_a_screen_reader_can_press(show: Show) -> None:
    panel = opened(show, OFFERS)
    chosen = QSignalSpy(panel.sheet.chosen)
    described = QAccessible.queryAccessibleInterface(named(panel, "45\u00a0min, until 14:57"))
    described.actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert chosen.count() == 1


def test_nothing_of_a_sheet_is_there_before_and_after(show: Show, qtbot: QtBot) -> None:
    panel = show(home("free"))
    assert geometry.of_type(panel.window, "Sheet") == []
    panel.sheet.show(OFFERS)
    assert geometry.of_type(panel.window, "Sheet")
    panel.sheet.show(SheetView())
    qtbot.waitUntil(lambda: geometry.of_type(panel.window, "Sheet") == [])


def test_a_sheet_is_on_the_screen_with_the_next_frame(show: Show, qtbot: QtBot) -> None:
    panel = show(home("free"))
    bare = panel.window.grab()
    for view in (OFFERS, ROOMS, ADDRESS):
        with qtbot.waitSignal(panel.window.window.frameSwapped):
            panel.sheet.show(view)
        assert panel.window.grab() != bare
        panel.sheet.show(SheetView())


def test_a_sheet_rises_unless_nothing_shall_move(show: Show, qtbot: QtBot) -> None:
    def top(panel: Panel) -> float:
        return geometry.box(sheet_of(panel)).top()

    still = show(home("free"), still=True)
    still.sheet.show(OFFERS)
    moving = show(home("free"), still=False)
    moving.sheet.show(OFFERS)
    assert top(moving) > top(still)
    qtbot.waitUntil(lambda: top(moving) == top(still))


def typed(view: SheetView, text: str) -> SheetView:
    """The same sheet with this in its field, as a flow shows it again."""
    assert view.entry is not None
    return replace(view, entry=replace(view.entry, text=text))
