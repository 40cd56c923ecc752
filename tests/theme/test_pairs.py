"""The six looks keep the rules that a theme file is held to, and everything a file may change is held to one."""

import pytest

from kiosk.theme.names import BASES, COLOURS
from kiosk.theme.pairs import pairs
from kiosk.theme.palette import base, palette


@pytest.mark.parametrize("purple", [False, True])
@pytest.mark.parametrize("look", BASES)
def test_the_six_looks_keep_the_rules(look: str, *, purple: bool) -> None:
    style, _, mode = look.partition("-")
    colours = palette(style, mode, purple=purple)
    assert [(one.name, round(one.ratio(colours), 2)) for one in pairs(style) if not one.stands(colours)] == []


@pytest.mark.parametrize("look", BASES)
def test_a_file_may_change_exactly_the_colours_that_a_look_has(look: str) -> None:
    style, _, mode = look.partition("-")
    assert base(style, mode).keys() == COLOURS.keys()


def test_every_colour_that_a_file_may_change_is_judged_in_some_look() -> None:
    judged = {name for style in ("bold", "calm") for one in pairs(style) for name in (one.ink, one.ground)}
    assert COLOURS.keys() - judged == set()


def test_own_colours_go_before_those_of_the_look_but_purple_goes_before_all() -> None:
    own = {"occupied": "#123456", "occupied_mark": "#ABCDEF", "text": "#EEEEEE"}
    assert palette("bold", "dark", own=own)["occupied_field"] == "#123456"
    assert palette("calm", "dark", own=own)["on_field"] == "#EEEEEE"
    assert palette("bold", "dark", own=own, purple=True)["occupied_field"] == "#6B3FA0"
    assert palette("calm", "dark", own=own, purple=True)["occupied_word"] == "#C5A3FF"
