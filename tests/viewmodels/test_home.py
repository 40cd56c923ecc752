from dataclasses import fields, replace
from typing import cast

import pytest
from PySide6.QtCore import QMetaMethod
from PySide6.QtTest import QSignalSpy

from kiosk.viewmodels import home
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.home_view import DayRow, HomeView
from kiosk.viewmodels.keyed_model import KeyedModel
from kiosk.viewmodels.sheet_view import Choice

ROW = DayRow("a", "meeting", "14:30", "15:15", "Design review", "Grace Hopper", ongoing=False)
VIEW = HomeView(status="free", word="Available", line="until 14:30", room="Victoria", clock="14:12", day=(ROW,))
OTHER = HomeView(
    status="occupied",
    word="In use",
    line="until 15:15 · 45\u00a0min left",
    room="Albert",
    detail="Floor 3",
    environment="21\u00a0°C",
    clock="14:30",
    date="Friday 20 November",
    overline="NOW",
    subject="Design review",
    meta="Grace Hopper",
    progress=0.5,
    note="Last contact 13:41",
    connection="offline",
    faded=True,
    qr_source="data:,",
    qr_modules=33,
    qr_caption="Scan to check\u00a0in",
    qr_host="rooms.example.com",
    accessible="Albert: occupied.",
    right_to_left=True,
    settled=True,
    day=(replace(ROW, ongoing=True),),
    day_empty="Nothing more today",
    actions=(Choice("book", "Book now", kind="primary"),),
    actions_note="No connection",
)


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def signals(model: HomeViewModel) -> dict[str, QSignalSpy]:
    return {name: QSignalSpy(getattr(model, name)) for name in home.GROUPS}


@pytest.mark.parametrize("name", [field.name for field in fields(HomeView) if field.name not in {"day", "actions"}])
def test_each_field_is_a_property_that_tells_when_it_changes(name: str) -> None:
    model = HomeViewModel(VIEW)
    meta = model.metaObject()
    described = meta.property(meta.indexOfProperty(camel(name)))
    spy = QSignalSpy(model, described.notifySignal())
    changed = replace(VIEW, **{name: getattr(OTHER, name)})

    model.show(changed)

    assert described.isValid()
    assert described.notifySignal().methodType() is QMetaMethod.MethodType.Signal
    assert model.property(camel(name)) == getattr(changed, name)
    assert spy.count() == 1


def test_a_passing_minute_touches_nothing_but_the_clock() -> None:
    model = HomeViewModel(VIEW)
    spies = signals(model)

    model.show(replace(VIEW, clock="14:13"))

    assert {name for name, spy in spies.items() if spy.count()} == {"clockChanged"}


def test_an_equal_view_touches_nothing() -> None:
    model = HomeViewModel(VIEW)
    spies = signals(model)

    model.show(replace(VIEW))

    assert not any(spy.count() for spy in spies.values())


def test_every_property_is_new_when_the_first_signal_comes() -> None:
    model = HomeViewModel(VIEW)
    seen: list[tuple[object, ...]] = []
    for name in home.GROUPS:
        getattr(model, name).connect(lambda: seen.append((model.word, model.clock, model.note, model.qrHost)))

    model.show(OTHER)

    assert len(seen) == len(home.GROUPS)
    assert set(seen) == {(OTHER.word, OTHER.clock, OTHER.note, OTHER.qr_host)}


def test_the_day_is_one_model_for_ever() -> None:
    model = HomeViewModel(VIEW)
    day: object = model.day

    model.show(OTHER)

    assert isinstance(day, KeyedModel)
    assert cast("object", model.day) is day
    assert day.rowCount() == 1
    assert model.metaObject().property(model.metaObject().indexOfProperty("day")).isConstant()


def test_the_actions_are_one_model_and_a_press_is_passed_on() -> None:
    model = HomeViewModel(VIEW)
    actions: object = model.actions
    pressed = QSignalSpy(model.pressed)

    model.show(OTHER)
    model.press("book")

    assert isinstance(actions, KeyedModel)
    assert cast("object", model.actions) is actions
    assert actions.rowCount() == 1
    assert [pressed.at(number) for number in range(pressed.count())] == [["book"]]
