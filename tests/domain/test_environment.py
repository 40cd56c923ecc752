from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf, nan

import pytest

from kiosk.domain.environment import Environment, fresh, plausible
from kiosk.domain.room import Room

AT = datetime(2026, 11, 20, 13, 12, tzinfo=UTC)
ROOM = Room("1", "Victoria", "Europe/Berlin")
AIR = Environment("1", AT, temperature=21.4, co2=640.0, noise=38.0)


@pytest.mark.parametrize("minutes", [-15, 0, 15])
def test_a_measurement_serves_for_a_quarter_of_an_hour(minutes: int) -> None:
    measured = (replace(AIR, room_id="2", co2=1.0), AIR)
    assert fresh(measured, ROOM, AT + timedelta(minutes=minutes)) == AIR


@pytest.mark.parametrize("seconds", [-901, 901])
def test_an_older_one_is_absent_and_so_is_one_from_the_future(seconds: int) -> None:
    assert fresh((AIR,), ROOM, AT + timedelta(seconds=seconds)) is None


def test_the_air_of_another_room_is_not_this_room_s() -> None:
    assert fresh((replace(AIR, room_id="2"),), ROOM, AT) is None


@pytest.mark.parametrize(
    ("temperature", "fahrenheit"), [(-51, False), (71, False), (159, True), (-59, True), (nan, False), (inf, True)]
)
def test_a_temperature_that_no_room_has_is_absent_and_the_rest_stays(temperature: float, *, fahrenheit: bool) -> None:
    read = plausible(replace(AIR, temperature=temperature, fahrenheit=fahrenheit))
    assert (read.temperature, read.co2, read.noise) == (None, 640.0, 38.0)


def test_numbers_of_broken_sensors_are_absent() -> None:
    read = plausible(replace(AIR, co2=0.0, noise=-1.0))
    assert (read.temperature, read.co2, read.noise) == (21.4, None, None)
    assert plausible(replace(AIR, temperature=70.0, fahrenheit=True)).temperature == 70.0
