from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from kiosk.viewmodels.home_view import DayRow
from kiosk.viewmodels.keyed_model import KeyedModel, roles_of


def row(key: str, title: str = "Design review") -> DayRow:
    return DayRow(key, "meeting", "14:30", "15:15", title, "Grace Hopper", ongoing=False)


def content(model: KeyedModel) -> list[DayRow]:
    indices = [model.index(position, 0) for position in range(model.rowCount())]
    return [DayRow(*(model.data(index, role) for role in roles_of(DayRow))) for index in indices]


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_the_roles_are_the_fields_of_a_row() -> None:
    names = [bytes(name.data()).decode() for name in KeyedModel(DayRow).roleNames().values()]

    assert names == ["key", "kind", "begin", "finish", "title", "detail", "ongoing", "pressable"]


def test_a_row_that_changed_is_the_only_one_that_is_told_of() -> None:
    model = KeyedModel(DayRow)
    checker = watched(model)
    model.show([row("a"), row("b")])
    changed, inserted, removed = (
        QSignalSpy(signal) for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved)
    )

    model.show([row("a"), row("b", "Retro")])

    assert checker.model() is model
    assert (changed.count(), inserted.count(), removed.count()) == (1, 0, 0)
    assert changed.at(0)[0].row() == 1
    assert [roles_of(DayRow)[role] for role in changed.at(0)[2]] == ["title"]


def test_the_same_rows_again_tell_nothing() -> None:
    model = KeyedModel(DayRow)
    model.show([row("a"), row("b")])
    spies = [
        QSignalSpy(signal) for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.modelReset)
    ]

    model.show([row("a"), row("b")])

    assert [spy.count() for spy in spies] == [0, 0, 0, 0]


def test_a_meeting_that_is_over_leaves_and_the_others_stay() -> None:
    model = KeyedModel(DayRow)
    model.show([row("a"), row("b"), row("c")])
    removed, inserted, reset = (
        QSignalSpy(signal) for signal in (model.rowsRemoved, model.rowsInserted, model.modelReset)
    )

    model.show([row("b"), row("c")])

    assert (removed.count(), inserted.count(), reset.count()) == (1, 0, 0)
    assert [one.key for one in content(model)] == ["b", "c"]


KEYS = st.lists(st.sampled_from("abcdefg"), unique=True)


@given(st.lists(KEYS, max_size=4), st.data())
def test_whatever_is_shown_is_what_the_model_holds(steps: list[list[str]], data: st.DataObject) -> None:
    model = KeyedModel(DayRow)
    checker = watched(model)
    for keys in steps:
        rows = [replace(row(key), title=data.draw(st.sampled_from(["one", "two"]))) for key in keys]
        model.show(rows)
        assert content(model) == rows
    assert checker.model() is model


def test_what_does_not_exist_has_no_data() -> None:
    model = KeyedModel(DayRow)
    model.show([row("a")])

    assert model.data(model.index(5, 0), next(iter(roles_of(DayRow)))) is None
    assert model.data(model.index(0, 0), 0) is None
    assert model.rowCount(model.index(0, 0)) == 0
