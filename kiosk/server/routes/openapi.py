"""The description of this server's own routes, those under /api/kiosk/v1."""

from starlette.requests import Request

from kiosk import __version__
from kiosk.server.numbers import BOOKING_STATES
from kiosk.server.office import Office, Operation

Json = dict[str, object]


async def document(_office: Office, _request: Request) -> object:
    """An OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Room Kiosk local server", "version": __version__},
        "security": [{"header": []}, {"basic": []}],
        "paths": {
            "/api/kiosk/v1/rooms": {"get": _operation("rooms", "All rooms, with their time zones", _ref("Rooms"))},
            **{f"/api/kiosk/v1/bookings/{{id}}/{act}": {"post": _action(act, text)} for act, text in _ACTIONS.items()},
        },
        "components": {"securitySchemes": _SCHEMES, "schemas": _SCHEMAS},
    }


_ACTIONS = {
    "check-in": "Say that the meeting takes place, from ten minutes before its start",
    "check-out": "Leave: the rest of the time is free again",
    "extend": "Make it longer, where nothing is in the way",
    "end": "End it now: the rest of the time is free again",
    "cancel": "Give the whole time back",
}
_SCHEMES: Json = {
    "header": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "The token as it is"},
    "basic": {"type": "http", "scheme": "basic", "description": "The token as user name, no password"},
}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _content(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _operation(key: str, summary: str, schema: Json) -> Json:
    responses = {"200": {"description": "Done", "content": _content(schema)}}
    return {"operationId": key, "summary": summary, "responses": responses | {"401": _no("Token missing or wrong")}}


def _no(text: str) -> Json:
    return {"description": text, "content": _content(_ref("Error"))}


def _action(act: str, text: str) -> Json:
    operation = _operation(act, text, _ref("Booking"))
    responses = {"404": _no("No such booking"), "409": _no("Not as things stand now; nothing was changed")}
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    described = operation | {"parameters": [parameter], "responses": {**_responses(operation), **responses}}
    if act == "extend":
        minutes = {"type": "integer", "minimum": 1, "maximum": 1440}
        described["requestBody"] = {"required": True, "content": _content(_object({"minutes": minutes}))}
    return described


def _responses(operation: Json) -> Json:
    responses = operation["responses"]
    return dict(responses) if isinstance(responses, dict) else {}


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


_TEXT: Json = {"type": "string"}
_MAYBE_TEXT: Json = {"type": ["string", "null"]}
_WHOLE: Json = {"type": "integer"}
_TIME: Json = {"type": "string", "format": "date-time"}
_SCHEMAS: Json = {
    "Rooms": {"type": "array", "items": _ref("Room")},
    "Room": _object(
        {
            "id": _WHOLE,
            "name": _TEXT,
            "building": _MAYBE_TEXT,
            "floor": _MAYBE_TEXT,
            "capacity": {"type": ["integer", "null"]},
            "timeZone": {"type": "string", "description": "IANA key"},
            "isDeleted": {"type": "boolean"},
        }
    ),
    "Booking": _object(
        {
            "id": _WHOLE,
            "bookingState": {"type": "string", "enum": list(BOOKING_STATES)},
            "period": _object({"start": _TIME, "end": _TIME}),
            "bookableResourceIds": {"type": "array", "items": _WHOLE},
        }
    ),
    "Error": _object({"error": _object({"code": _TEXT, "message": _TEXT})}),
}

OPERATIONS = (Operation("kiosk.openapi", "GET", "/openapi.json", document),)
