"""The sheet's view model: one input, lists that keep their place, and people's answers as signals."""

from dataclasses import replace

from PySide6.QtTest import QSignalSpy

from kiosk.viewmodels.key_names import KeyNames, KeyNamesViewModel
from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.sheet_view import Choice, Entry, Row, SheetView

VIEW = SheetView(
    name="find",
    title="Find a room",
    line="Now",
    note="Nothing there",
    tone="bad",
    chips=(Choice("c", "4 seats"),),
    entry=Entry("Search", "A", "Name", keys="address", secret=True, most=9),
    rows=(Row("r1", "Albert"), Row("r2", "Victoria")),
    rows_empty="None",
    choices=(Choice("go", "Go"),),
    qr_source="data:,",
    qr_modules=33,
    qr_caption="Scan",
    back="Back",
    close="Close",
)
SHOWN = {
    "open": True,
    "name": "find",
    "title": "Find a room",
    "line": "Now",
    "note": "Nothing there",
    "tone": "bad",
    "rowsEmpty": "None",
    "hasEntry": True,
    "entryLabel": "Search",
    "entryText": "A",
    "placeholder": "Name",
    "keys": "address",
    "secret": True,
    "most": 9,
    "qrSource": "data:,",
    "qrModules": 33,
    "qrCaption": "Scan",
    "backLabel": "Back",
    "closeLabel": "Close",
}


def told(spy: QSignalSpy) -> list[list[object]]:
    return [spy.at(number) for number in range(spy.count())]


def test_everything_of_a_view_is_a_property() -> None:
    model = SheetViewModel()
    assert not model.property("open")
    model.show(VIEW)
    assert {name: model.property(name) for name in SHOWN} == SHOWN
    lists: list[object] = [model.chips, model.rows, model.choices]
    assert [one.rowCount() for one in lists if isinstance(one, KeyedModel)] == [1, 2, 1]
    model.show(SheetView())
    assert not model.property("open")
    assert model.property("keys") == "none"


def test_an_equal_view_tells_nothing() -> None:
    model = SheetViewModel()
    model.show(VIEW)
    spies = [QSignalSpy(one) for one in (model.viewChanged, model.nameChanged, model.openChanged)]
    model.show(replace(VIEW))
    assert [spy.count() for spy in spies] == [0, 0, 0]


def test_a_list_that_changes_keeps_the_lines_that_stay() -> None:
    model = SheetViewModel()
    model.show(VIEW)
    rows: object = model.rows
    assert isinstance(rows, KeyedModel)
    removed, changed, renamed = (QSignalSpy(one) for one in (rows.rowsRemoved, rows.dataChanged, model.nameChanged))
    model.show(replace(VIEW, rows=(Row("r1", "Albert"), Row("r2", "Victoria", "free"), Row("r3", "Rex"))))
    assert (removed.count(), changed.count(), renamed.count()) == (0, 1, 0)


def test_what_people_do_comes_out_with_a_sign_that_somebody_is_there() -> None:
    model = SheetViewModel()
    model.show(VIEW)
    spies = {
        name: QSignalSpy(getattr(model, name)) for name in ("chosen", "typed", "entered", "went_back", "dismissed")
    }
    acted = QSignalSpy(model.acted)
    model.choose("go")
    model.type("Al")
    model.enter()
    model.back()
    model.dismiss()
    model.touch()
    assert {name: told(spy) for name, spy in spies.items()} == {
        "chosen": [["go"]],
        "typed": [["Al"]],
        "entered": [[]],
        "went_back": [[]],
        "dismissed": [[]],
    }
    assert acted.count() == 6


def test_the_echo_of_what_is_shown_is_not_typing() -> None:
    model = SheetViewModel()
    model.show(VIEW)
    typed = QSignalSpy(model.typed)
    model.type("A")
    model.show(replace(VIEW, entry=None))
    model.type("late")
    assert typed.count() == 0


def test_without_a_sheet_nothing_is_chosen() -> None:
    model = SheetViewModel()
    chosen = QSignalSpy(model.chosen)
    model.choose("go")
    assert chosen.count() == 0


def test_the_keys_have_the_names_of_the_language() -> None:
    model = SheetViewModel()
    keys: object = model.keyNames
    assert isinstance(keys, KeyNamesViewModel)
    changed = QSignalSpy(keys.changed)
    names = KeyNames("qwertz", "Leer", "Löschen", "Fertig", "Groß", "Ziffern", "Buchstaben", "Auf", "Ab")
    model.name_keys(names)
    shown = {name: keys.property(name) for name in KeyNames.__slots__}
    assert shown == {name: getattr(names, name) for name in KeyNames.__slots__}
    assert changed.count() == 1
