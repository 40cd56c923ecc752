"""Checks a body that a person wrote before it is sent: its fields, and what is in them."""

from collections.abc import Mapping
from typing import get_args, get_type_hints

import msgspec

from kiosk.backends.http.records import Wire
from kiosk.backends.offision.models import BookingRequest, Subscription
from kiosk.backends.offision.models_house import TagStatus
from kiosk.backends.offision.models_sensors import EnvironmentReading, OccupancyReading, SensorRequest
from kiosk.backends.offision.operations import Operation, unknown_name

BODIES: Mapping[str, type[Wire]] = {
    "environment_sensor.post_data": EnvironmentReading,
    "occupancy_sensor.create": SensorRequest,
    "occupancy_sensor.update": SensorRequest,
    "occupancy_sensor.post_data": OccupancyReading,
    "epaper_controller.update_tag_status": TagStatus,
    "booking.create": BookingRequest,
    "booking.subscribe": Subscription,
    "room_status.subscribe": Subscription,
    "access_key.subscribe_daily": Subscription,
    "access_key.subscribe": Subscription,
}


def check_body(operation: Operation, body: bytes | None) -> None:
    """Raises ValueError with a sentence for a body that the operation does not take, or that it lacks."""
    kind = BODIES.get(operation.name)
    if kind is None or body is None:
        if (kind is None) is not (body is None):
            message = f"{operation.name} takes no body" if kind is None else f"{operation.name} needs a body"
            raise ValueError(message)
        return
    try:
        value = msgspec.json.decode(body)
        _check_names(operation.name, kind, value)
        msgspec.convert(value, kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as wrong:
        message = f"the body of {operation.name} is not as documented: {wrong}"
        raise ValueError(message) from None


def _check_names(where: str, kind: type[Wire], value: object) -> None:
    if not isinstance(value, dict):
        return
    hints = get_type_hints(kind)
    fields = {one.encode_name: hints[one.name] for one in msgspec.structs.fields(kind)}
    for name, inner in value.items():
        if name not in fields:
            raise ValueError(unknown_name(f"field of {where}", name, tuple(fields)))
        for deeper in (fields[name], *get_args(fields[name])):
            if isinstance(deeper, type) and issubclass(deeper, Wire):
                _check_names(f"{where} in {name}", deeper, inner)
