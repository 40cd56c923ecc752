"""Which colour stands for which state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.light import AMBER, DIMMED, GREEN, OFF, PURPLE, RED, RGB, WHITE, ByNight, Light, LightRules, light
from kiosk.domain.state import Status

rules = st.builds(LightRules, st.booleans(), st.booleans(), st.sampled_from(ByNight))


@pytest.mark.parametrize(
    ("status", "colour", "blink"),
    [
        (Status.FREE, GREEN, False),
        (Status.STARTING_SOON, AMBER, False),
        (Status.WAITING_CHECK_IN, AMBER, True),
        (Status.OCCUPIED, RED, False),
        (Status.UNKNOWN, WHITE, True),
    ],
)
def test_each_state_has_its_colour(status: Status, colour: RGB, *, blink: bool) -> None:
    assert light(status, LightRules(), night=False) == Light(status, colour, 1.0, blink)


def test_a_closed_room_has_no_light() -> None:
    closed = light(Status.CLOSED, LightRules(), night=False)
    assert closed == Light(Status.CLOSED, OFF, 0.0)
    assert not closed.on


@given(status=st.sampled_from(Status), chosen=rules, night=st.booleans())
def test_nothing_but_a_free_room_is_green_and_nothing_blinks_in_the_dark(
    *, status: Status, chosen: LightRules, night: bool
) -> None:
    shown = light(status, chosen, night=night)
    assert shown.status is status
    assert shown.on is (shown.colour != OFF)
    assert status is Status.FREE or shown.colour != GREEN
    assert shown.on or not shown.blink


def test_choices_of_the_building() -> None:
    chosen = LightRules(occupied_purple=True, unknown_white=False)
    assert light(Status.OCCUPIED, chosen, night=False).colour == PURPLE
    assert not light(Status.UNKNOWN, chosen, night=False).on


@pytest.mark.parametrize(("by_night", "share"), [(ByNight.DIM, DIMMED), (ByNight.OFF, 0.0), (ByNight.SAME, 1.0)])
def test_a_lamp_by_night(by_night: ByNight, share: float) -> None:
    chosen = LightRules(by_night=by_night)
    assert light(Status.OCCUPIED, chosen, night=True).brightness == share
    assert light(Status.OCCUPIED, chosen, night=False).brightness == 1.0
