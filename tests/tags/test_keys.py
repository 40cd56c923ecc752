"""Which changes of a face draw a sign anew."""

from dataclasses import fields, replace
from typing import Any

import pytest

from kiosk.domain.state import Status
from kiosk.tags.draw import sketch
from kiosk.tags.face import Face, Meeting
from kiosk.tags.panels import panel_named
from tests.tags.samples import face

OTHERS: dict[str, Any] = {
    "status": Status.FREE,
    "meeting": Meeting("10:00 – 11:00", "", "Something else"),
    "ahead": (Meeting("12:45 – 14:00", "12:45", "Somebody else"),),
    "busy": ((600, 660),),
    "shut": ((0, 480),),
    "day_known": False,
    "right_to_left": True,
    "layout": 0,
}
SAME = face()


def key(one: Face, name: str) -> str:
    panel = panel_named(name)
    assert panel is not None
    return sketch(one, panel.hung(90)).key


@pytest.mark.parametrize("name", [one.name for one in fields(Face)])
def test_whatever_a_large_upright_panel_shows_draws_it_anew(name: str) -> None:
    other: dict[str, Any] = {name: OTHERS.get(name, "other")}
    assert key(replace(SAME, **other), "13.3-1600x1200-bwr") != key(SAME, "13.3-1600x1200-bwr")


@pytest.mark.parametrize("name", ["ahead", "busy", "shut"])
def test_what_a_small_panel_has_no_room_for_draws_nothing(name: str) -> None:
    assert key(replace(SAME, **{name: OTHERS[name]}), "1.54-bwr") == key(SAME, "1.54-bwr")


def test_a_text_does_not_run_into_the_next() -> None:
    one, other = replace(SAME, room="Turing 1", word="In use"), replace(SAME, room="Turing", word="1 In use")
    assert key(one, "7.5-bwr") != key(other, "7.5-bwr")
