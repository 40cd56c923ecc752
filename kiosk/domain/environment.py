"""The air of a room as its sensor measured it last. Knows no backend and no words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite

from kiosk.domain.room import Room

FRESH_FOR = timedelta(minutes=15)
_CELSIUS, _FAHRENHEIT = (-50.0, 70.0), (-58.0, 158.0)
_CO2 = (1.0, 50_000.0)
_NOISE = (0.0, 150.0)


@dataclass(frozen=True, slots=True)
class Environment:
    """One measurement: CO₂ in ppm, noise in dB, the temperature in °C or, with `fahrenheit`, in °F; None: not told."""

    room_id: str
    measured_at: datetime
    temperature: float | None = None
    fahrenheit: bool = False
    co2: float | None = None
    noise: float | None = None


def plausible(measured: Environment) -> Environment:
    """The measurement without what no room on earth has: a broken sensor's number is absent, not shown."""
    return Environment(
        measured.room_id,
        measured.measured_at,
        _within(measured.temperature, _FAHRENHEIT if measured.fahrenheit else _CELSIUS),
        measured.fahrenheit,
        _within(measured.co2, _CO2),
        _within(measured.noise, _NOISE),
    )


def fresh(measured: tuple[Environment, ...], room: Room, at: datetime) -> Environment | None:
    """The room's measurement, unless it is more than 15 minutes away from `at`, in either direction."""
    one = next((one for one in measured if one.room_id == room.id), None)
    return None if one is None or abs(at - one.measured_at) > FRESH_FOR else one


def _within(value: float | None, limits: tuple[float, float]) -> float | None:
    return value if value is not None and isfinite(value) and limits[0] <= value <= limits[1] else None
