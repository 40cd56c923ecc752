"""The shapes of this server's own routes: those of the bodies come from the records that read them."""

import msgspec

from kiosk.server.numbers import BADGE_STATES, BOOKING_STATES
from kiosk.server.routes.guesses import Miss
from kiosk.server.routes.places import NewBuilding, NewFloor, RoomFields
from kiosk.server.routes.problems import NewProblem
from kiosk.server.routes.sensors import SensorFields
from kiosk.server.routes.visitors import Invitation, Moment, WalkIn

Json = dict[str, object]
_PREFIX = "#/components/schemas/"


def ref(name: str) -> Json:
    """A reference to one of the shapes."""
    return {"$ref": _PREFIX + name}


def as_object(properties: Json) -> Json:
    """An object with all of these."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def schemas() -> Json:
    """All shapes by name."""
    kinds = (NewBuilding, NewFloor, RoomFields, SensorFields, NewProblem, Invitation, WalkIn, Moment, Miss)
    _, bodies = msgspec.json.schema_components(kinds, ref_template=_PREFIX + "{name}")
    return {**_ANSWERS, **bodies}


_TEXT: Json = {"type": "string"}
_WHOLE: Json = {"type": "integer"}
_TRUTH: Json = {"type": "boolean"}
_MAYBE_TEXT: Json = {"type": ["string", "null"]}
_MAYBE_WHOLE: Json = {"type": ["integer", "null"]}
_MAYBE_NUMBER: Json = {"type": ["number", "null"]}
_TIME: Json = {"type": "string", "format": "date-time"}
_NAMED = as_object({"id": _WHOLE, "name": _TEXT})
_MAYBE_NAMED: Json = {"anyOf": [_NAMED, {"type": "null"}]}
_ANSWERS: Json = {
    "Rooms": {"type": "array", "items": ref("Room")},
    "Room": as_object(
        {
            "id": _WHOLE,
            "name": _TEXT,
            "building": _MAYBE_TEXT,
            "floor": _MAYBE_TEXT,
            "capacity": _MAYBE_WHOLE,
            "timeZone": {"type": "string", "description": "IANA key"},
            "isDeleted": _TRUTH,
        }
    ),
    "Building": as_object(
        {
            "id": _WHOLE,
            "name": _TEXT,
            "address": _MAYBE_TEXT,
            "floors": {"type": "array", "items": ref("Floor")},
            "isDeleted": _TRUTH,
        }
    ),
    "Floor": as_object({"id": _WHOLE, "name": _TEXT, "order": _WHOLE}),
    "Sensor": as_object(
        {
            "id": _WHOLE,
            "accessId": _TEXT,
            "name": _MAYBE_TEXT,
            "bookableResource": _MAYBE_NAMED,
            "isDeleted": _TRUTH,
        }
    ),
    "Environments": {"type": "array", "items": ref("Environment")},
    "Environment": as_object(
        {
            "bookableResource": _NAMED,
            "date": _TIME,
            "temperature": _MAYBE_NUMBER,
            "temperatureUnit": {"type": ["integer", "null"], "enum": [0, 1, None]},
            "humidity": _MAYBE_NUMBER,
            "cO2": _MAYBE_NUMBER,
            "noiseLevel": _MAYBE_NUMBER,
        }
    ),
    "Tags": {"type": "array", "items": ref("Tag")},
    "Tag": as_object(
        {
            "id": _TEXT,
            "externalKey": _MAYBE_TEXT,
            "bookableResource": _MAYBE_NAMED,
            "isLicenseValid": _TRUTH,
            "batteryLevel": _MAYBE_NUMBER,
            "screenSize": _MAYBE_NUMBER,
            "isOnline": {"type": ["boolean", "null"]},
            "reportedDate": {"type": ["string", "null"], "format": "date-time"},
        }
    ),
    "Booking": as_object(
        {
            "id": _WHOLE,
            "bookingState": {"type": "string", "enum": list(BOOKING_STATES)},
            "period": as_object({"start": _TIME, "end": _TIME}),
            "bookableResourceIds": {"type": "array", "items": _WHOLE},
        }
    ),
    "Problems": as_object(
        {
            "data": {"type": "array", "items": ref("Problem")},
            "metaData": as_object({"total": _WHOLE, "row": _WHOLE, "page": _WHOLE}),
        }
    ),
    "Problem": as_object(
        {
            "id": _WHOLE,
            "bookableResource": _NAMED,
            "problem": _TEXT,
            "text": _MAYBE_TEXT,
            "time": _TIME,
            "received": _TIME,
        }
    ),
    "Visits": as_object(
        {
            "data": {"type": "array", "items": ref("Visit")},
            "metaData": as_object({"total": _WHOLE, "row": _WHOLE, "page": _WHOLE}),
        }
    ),
    "Visit": as_object(
        {
            "id": _WHOLE,
            "uid": _TEXT,
            "registrationCode": _TEXT,
            "state": {"type": "string", "enum": list(BADGE_STATES)},
            "period": as_object({"start": _TIME, "end": _TIME}),
            "timeZone": {"type": "string", "description": "IANA key"},
            "visitor": as_object({"name": _TEXT, "emailAddress": _MAYBE_TEXT, "company": _MAYBE_TEXT}),
            "host": {
                "anyOf": [
                    as_object({"id": _MAYBE_WHOLE, "name": _TEXT, "emailAddress": _MAYBE_TEXT}),
                    {"type": "null"},
                ]
            },
            "building": _MAYBE_NAMED,
            "room": {"anyOf": [as_object({"id": _WHOLE, "name": _TEXT, "floor": _MAYBE_TEXT}), {"type": "null"}]},
            "checkInDate": {"type": ["string", "null"], "format": "date-time"},
            "checkOutDate": {"type": ["string", "null"], "format": "date-time"},
        }
    ),
    "Lock": as_object({"until": {"type": ["string", "null"], "format": "date-time"}}),
    "Hosts": {
        "type": "array",
        "items": as_object({"id": _WHOLE, "name": _TEXT, "emailAddress": _MAYBE_TEXT}),
    },
    "Error": as_object({"error": as_object({"code": _TEXT, "message": _TEXT})}),
}
