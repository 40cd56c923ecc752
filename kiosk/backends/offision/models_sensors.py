"""Sensors and what they measure on the wire, field by field as the reference documents them."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType, field

from kiosk.backends.http.records import Id, Wire
from kiosk.backends.offision.models import Name, Named

AccessId = Annotated[str, Meta(min_length=1)]


class Sensor(Wire):
    """A sensor and the resource that it watches."""

    vital = frozenset({"id"})

    id: Id
    access_id: str | None = None
    name: Name = None
    bookable_resource: Named | None = None
    is_deleted: bool | None = None


class SensorRequest(Wire):
    """A sensor to be made or changed. What is left unset is not sent; None is sent as null."""

    id: int | UnsetType = UNSET
    access_id: str | UnsetType | None = UNSET
    name: str | UnsetType | None = UNSET
    bookable_resource: Named | UnsetType | None = UNSET
    is_deleted: bool | UnsetType = UNSET


class EnvironmentReading(Wire, omit_defaults=True):
    """What an environment sensor measured; `timestamp` ISO 8601, left out for now. What is None is not sent.

    What the numbers of units mean is not documented: the temperature's is 0 or 1, any other 0.
    """

    access_id: AccessId
    timestamp: str | None = None
    temperature: float | None = None
    temperature_unit: int | None = None
    humidity: float | None = None
    humidity_unit: int | None = None
    has_motion: bool | None = None
    hcho: float | None = None
    co2: float | None = field(default=None, name="cO2")
    detected_lux: float | None = field(default=None, name="detectedLUX")
    detected_kelvin: float | None = None
    actual_lux: float | None = field(default=None, name="actualLUX")
    actual_kelvin: float | None = None
    tvoc: float | None = None
    pm25: float | None = field(default=None, name="pM25")
    pm10: float | None = field(default=None, name="pM10")
    barometric_pressure: float | None = None
    power_consumption: float | None = None
    power_consumption_unit: int | None = None
    noise_level: float | None = None


class OccupancyReading(Wire, omit_defaults=True):
    """Whether someone is there; `timestamp` ISO 8601, left out for now."""

    access_id: AccessId
    timestamp: str | None = None
    has_motion: bool | UnsetType = UNSET


class Outcome(Wire):
    """The answer to what is posted and has no answer of its own."""

    vital = frozenset({"isSuccess"})

    is_success: bool
