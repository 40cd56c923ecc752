"""The air of the demo's rooms, computed: worse while people are in, and slow to get better. Knows no database."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import cos, exp, pi
from typing import Final

from kiosk.server.demo_day import Dice, Meeting

EVERY: Final = timedelta(minutes=10)
_FRESH_AIR, _STUFFY = 430.0, 1050.0
_SLOWNESS: Final = 45.0  # minutes in which two thirds of a change have happened
_SHARE: Final = 1 - exp(-EVERY / timedelta(minutes=1) / _SLOWNESS)
Measurement = tuple[datetime, dict[str, object]]


def air(dice: Dice, start: datetime, end: datetime, held: Sequence[Meeting]) -> Iterator[Measurement]:
    """Every ten minutes of a day from its local midnight to the next; `held` are the meetings to which people came."""
    at, co2 = start, _FRESH_AIR
    while at < end:
        busy = any(one.start <= at < one.end for one in held)
        co2 += ((_STUFFY if busy else _FRESH_AIR) - co2) * _SHARE
        yield at, _measured(dice, (at - start) / (end - start), co2, busy=busy)
        at += EVERY


def _measured(dice: Dice, of_day: float, co2: float, *, busy: bool) -> dict[str, object]:
    warmth = 21.4 - 1.2 * cos(2 * pi * (of_day - 0.125)) + (co2 - _FRESH_AIR) / 600
    return {
        "temperature": round(warmth, 1),
        "temperatureUnit": 0,
        "humidity": 38.0 + dice.one(range(12)),
        "humidityUnit": 0,
        "cO2": round(co2 + dice.one(range(30))),
        "noiseLevel": (48.0 if busy else 31.0) + dice.one(range(9)),
    }
