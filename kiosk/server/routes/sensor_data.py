"""What sensors measure: motion, which drives occupancy and check-in, and the air in the rooms."""

import json
import sqlite3
from datetime import datetime
from functools import partial
from typing import Literal

import msgspec
from msgspec import field
from starlette.requests import Request

from kiosk.server.body import read_body
from kiosk.server.instants import DAY, iso, to_ms
from kiosk.server.numbers import ENVIRONMENT_SENSOR, OCCUPANCY_SENSOR
from kiosk.server.office import Office, Operation
from kiosk.server.presence import motion_seen
from kiosk.server.refusal import bad_request, not_found
from kiosk.server.rules import HouseRules

KEPT_DAYS = 400
_SENSOR = "SELECT id, resource_id FROM sensor WHERE kind = ? AND access_id = ? AND NOT is_deleted"
_MOTION = "INSERT INTO motion VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seen = max(seen, excluded.seen)"
_LATEST = """
    SELECT r.id, r.name, r.time_zone, e.at, e.measured
    FROM resource r JOIN sensor s ON s.resource_id = r.id AND NOT s.is_deleted
    JOIN environment e ON e.sensor_id = s.id
        AND e.at = (SELECT max(at) FROM environment WHERE sensor_id = s.id AND at <= :now)
    WHERE :ids IS NULL OR r.id IN (SELECT value FROM json_each(:ids))
    ORDER BY r.id, e.at"""


class Seen(msgspec.Struct, rename="camel"):
    """The body of `occupancy_sensor.post_data`."""

    access_id: str
    timestamp: datetime | None = None
    has_motion: bool = False


class Measured(msgspec.Struct, rename="camel", omit_defaults=True):
    """The body of `environment_sensor.post_data`."""

    access_id: str
    timestamp: datetime | None = None
    temperature: float | None = None
    temperature_unit: Literal[0, 1] | None = None
    humidity: float | None = None
    humidity_unit: Literal[0] | None = None
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
    power_consumption_unit: Literal[0] | None = None
    noise_level: float | None = None


_OF_THE_AIR = ("temperature", "temperatureUnit", "humidity", "cO2", "noiseLevel")


async def post_occupancy(office: Office, request: Request) -> object:
    """`occupancy_sensor.post_data`."""
    body = await read_body(request, Seen)
    return await _take(office, OCCUPANCY_SENSOR, body, has_motion=body.has_motion)


async def post_environment(office: Office, request: Request) -> object:
    """`environment_sensor.post_data`; where it saw motion, that counts like any other motion."""
    body = await read_body(request, Measured)
    return await _take(office, ENVIRONMENT_SENSOR, body, has_motion=body.has_motion)


async def latest(office: Office, request: Request) -> object:
    """What was measured last in each room (of `ids`), which the documented operations do not tell."""
    now, ids = office.now(), office.query(request).ids("ids")
    await office.days.fill_traces(now, now, now)
    values = {"now": now, "ids": None if ids is None else json.dumps(ids)}
    rows = await office.store.read(lambda connection: connection.execute(_LATEST, values).fetchall())
    return [_air(row) for row in {row["id"]: row for row in rows}.values()]


async def _take(office: Office, kind: int, body: Seen | Measured, *, has_motion: bool | None) -> object:
    now = office.now()
    at = min(now, _instant(body.timestamp, now))
    changed = await office.store.write(partial(_keep, office.rules, kind, body, has_motion, at, now))
    if changed:
        office.changed(changed)
    return {"isSuccess": True}


def _instant(timestamp: datetime | None, now: int) -> int:
    if timestamp is not None and timestamp.tzinfo is None:
        raise bad_request("timestamp must be ISO 8601 with its offset.")
    return now if timestamp is None else to_ms(timestamp)


def _keep(
    rules: HouseRules,
    kind: int,
    body: Seen | Measured,
    seen: bool | None,  # noqa: FBT001 - one of the columns
    at: int,
    now: int,
    connection: sqlite3.Connection,
) -> list[int]:
    """Write it down, forget what is very old, and give the resources whose bookings it changed."""
    sensor = connection.execute(_SENSOR, (kind, body.access_id)).fetchone()
    if sensor is None:
        raise not_found("There is no such sensor with this access id.")
    if isinstance(body, Measured):
        row = (sensor["id"], at, _values(body))
        connection.execute(
            "INSERT INTO environment VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET measured = excluded.measured", row
        )
    if seen is not None:
        connection.execute(_MOTION, (sensor["id"], at, seen))
    for table in ("motion", "environment"):
        old = (sensor["id"], now - KEPT_DAYS * DAY)
        connection.execute(f"DELETE FROM {table} WHERE sensor_id = ? AND at < ?", old)  # noqa: S608 - literals
    if not seen or sensor["resource_id"] is None:
        return []
    return motion_seen(connection, rules, sensor["resource_id"], at, now)


def _values(body: Measured) -> str:
    values = msgspec.to_builtins(body)
    return json.dumps({name: value for name, value in values.items() if name not in {"accessId", "timestamp"}})


def _air(row: sqlite3.Row) -> dict[str, object]:
    measured = json.loads(row["measured"])
    return {
        "bookableResource": {"id": row["id"], "name": row["name"]},
        "date": iso(row["at"], row["time_zone"]),
        **{name: measured.get(name) for name in _OF_THE_AIR},
    }


OPERATIONS = (
    Operation("occupancy_sensor.post_data", "POST", "/api/external/occupancySensor/v1/data", post_occupancy),
    Operation("environment_sensor.post_data", "POST", "/api/external/environmentSensor/v1/data", post_environment),
    Operation("kiosk.environment", "GET", "/api/kiosk/v1/environment", latest),
)
