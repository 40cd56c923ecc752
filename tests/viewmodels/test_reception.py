"""The reception's view model: one input, and signals for what differs and for what is done."""

from dataclasses import fields, replace
from typing import cast

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.reception import GROUPS, ReceptionViewModel
from kiosk.viewmodels.reception_view import Fact, ReceptionView
from tests.qml.reception_samples import STEPS, view

SIGNALS = ("viewChanged", "nameChanged", *GROUPS, "entryTextChanged")


def lines(model: ReceptionViewModel, name: str) -> KeyedModel:
    return cast("KeyedModel", getattr(model, name))


def told(model: ReceptionViewModel, after: ReceptionView) -> set[str]:
    spies = {name: QSignalSpy(getattr(model, name)) for name in SIGNALS}
    model.show(after)
    return {name for name, spy in spies.items() if spy.count()}


def test_an_equal_view_tells_nothing() -> None:
    model = ReceptionViewModel(view("greeting"))
    assert told(model, view("greeting")) == set()


def test_a_minute_touches_the_clock_alone() -> None:
    before = view("greeting")
    assert told(ReceptionViewModel(before), replace(before, clock="14:13")) == {"clockChanged"}


def test_a_key_touches_the_code_alone() -> None:
    before = view("code")
    assert told(ReceptionViewModel(before), replace(before, code="KXQW", code_spoken="K X Q W")) == {"codeChanged"}


def test_every_group_speaks_of_fields_that_there_are() -> None:
    names = {one.name for one in fields(ReceptionView)}
    assert {name for group in GROUPS.values() for name in group} <= names


@pytest.mark.parametrize("name", STEPS)
def test_every_step_reads_as_it_was_shown(name: str) -> None:
    model, one = ReceptionViewModel(), view(name)
    model.show(one)
    read = {key: model.property(key) for key in ("name", "page", "title", "line", "note", "text", "tone", "code")}
    assert read == {key: getattr(one, key) for key in read}
    assert model.property("backLabel") == one.back
    assert lines(model, "facts").rowCount() == len(one.facts)
    assert lines(model, "choices").rowCount() == len(one.choices)


def test_lists_change_as_models_must() -> None:
    model = ReceptionViewModel(view("idle"))
    testers = [
        QAbstractItemModelTester(one, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for one in (lines(model, name) for name in ("facts", "choices", "languages", "rows"))
    ]
    for name in STEPS:
        model.show(view(name))
    assert len(testers) == 4


def test_what_is_done_comes_out_as_signals() -> None:
    model = ReceptionViewModel(view("walk_in_name"))
    chosen, typed = QSignalSpy(model.chosen), QSignalSpy(model.typed)
    model.choose("next")
    model.type("Ada")
    model.type("Ada L")
    assert chosen.at(0)[0] == "next"
    assert [typed.at(number)[0] for number in range(typed.count())] == ["Ada L"]


def test_facts_keep_their_place_where_only_their_words_change() -> None:
    model = ReceptionViewModel(replace(view("idle"), facts=(Fact("a", "A", "1"), Fact("b", "B", "2"))))
    removed = QSignalSpy(lines(model, "facts").rowsRemoved)
    model.show(replace(view("idle"), facts=(Fact("a", "A", "3"), Fact("b", "B", "2"))))
    assert removed.count() == 0
