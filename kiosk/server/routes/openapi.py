"""The description of this server's own routes, those under /api/kiosk/v1."""

from starlette.requests import Request

from kiosk import __version__
from kiosk.server.office import Office, Operation
from kiosk.server.routes.openapi_schemas import Json, as_object, ref, schemas

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


async def document(_office: Office, _request: Request) -> object:
    """An OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Room Kiosk local server", "version": __version__},
        "security": [{"header": []}, {"basic": []}],
        "paths": {f"/api/kiosk/v1/{path}": operations for path, operations in _paths().items()},
        "components": {"securitySchemes": _SCHEMES, "schemas": schemas()},
    }


def _paths() -> dict[str, Json]:
    return {
        "buildings": {"post": _making("addBuilding", "Make a building", "NewBuilding", "Building")},
        "floors": {"post": _making("addFloor", "Make a floor of a building", "NewFloor", "Floor")},
        "rooms": {
            "get": _operation("rooms", "All rooms, with their time zones", ref("Rooms")),
            "post": _making("addRoom", "Make a room; it needs a name and a time zone", "RoomFields", "Room"),
        },
        "rooms/{id}": {"put": _changing()},
        "environment-sensors": {
            "post": _making("addEnvironmentSensor", "Make a sensor for the air", "SensorFields", "Sensor")
        },
        "environment": {
            "get": _operation("environment", "What was measured last in each room", ref("Environments")) | _OF_IDS
        },
        "tags": {"get": _operation("tags", "All e-paper tags, with what they said last", ref("Tags"))},
        "problems": {"get": _operation("problems", "What was reported, the newest first", ref("Problems")) | _OF_PAGE},
        "rooms/{id}/problems": {"get": _listing(), "post": _reporting()},
        "visits": {"get": _finding(), "post": _receiving("invite", "Invite somebody", "Invitation")},
        "visits/walk-ins": {"post": _receiving("walkIn", "Somebody came whom nobody announced", "WalkIn")},
        "visits/{id}/arrive": {"post": _letting("arrive", "The visitor is here")},
        "visits/{id}/leave": {"post": _letting("leave", "The visitor leaves")},
        "hosts": {"get": _operation("hosts", "People whose name begins so", ref("Hosts"), _400="No text") | _OF_TEXT},
        "guesses": {"get": _locked(), "post": _missing()},
        **{f"bookings/{{id}}/{act}": {"post": _action(act, text)} for act, text in _ACTIONS.items()},
    }


def _content(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _no(text: str) -> Json:
    return {"description": text, "content": _content(ref("Error"))}


def _operation(key: str, summary: str, schema: Json, **refused: str) -> Json:
    """One operation; `refused` are sentences by status, as in `_404`."""
    responses: Json = {
        "200": {"description": "Done", "content": _content(schema)},
        "400": _no("Not understood"),
        "401": _no("Token missing or wrong"),
        "429": _no("Too many wrong tokens from this address"),
    }
    responses |= {status.lstrip("_"): _no(text) for status, text in refused.items()}
    return {"operationId": key, "summary": summary, "responses": responses}


def _making(key: str, summary: str, body: str, answer: str) -> Json:
    operation = _operation(key, summary, ref(answer), _404="No such place", _409="Access id taken")
    return operation | _body(ref(body))


def _changing() -> Json:
    text = "Change a room; what the body leaves out stays as it is"
    operation = _operation("changeRoom", text, ref("Room"), _404="No such room", _409="Access id taken")
    return operation | _body(ref("RoomFields")) | _BY_ID


def _listing() -> Json:
    text = "What was reported of one room, the newest first"
    operation = _operation("roomProblems", text, ref("Problems"), _404="No such room")
    return operation | {"parameters": [*_ID, *_PAGE]}


def _reporting() -> Json:
    text = "Report a problem; a second time with the same Idempotency-Key changes nothing"
    no = "The key came with another report"
    operation = _operation("reportProblem", text, ref("Problem"), _404="No such room", _409=no)
    return operation | _body(ref("NewProblem")) | {"parameters": [*_ID, _KEY]}


def _finding() -> Json:
    text = "Visits by code or uid; else who is expected in the day to come, and who is in"
    return _operation("visits", text, ref("Visits")) | {"parameters": [*_OF_VISITS, *_PAGE]}


def _receiving(key: str, text: str, body: str) -> Json:
    text = f"{text}; a second time with the same Idempotency-Key it is the same visit"
    no = "The key came with something else"
    made = _operation(key, text, ref("Visit"), _404="No such place", _409=no)
    return made | _body(ref(body)) | {"parameters": [_KEY]}


def _letting(key: str, text: str) -> Json:
    text = f"{text}; what is written down already stays as it is"
    no = "The key came with something else"
    acted = _operation(key, text, ref("Visit"), _404="No such visit", _409=no)
    return acted | _body(ref("Moment")) | {"parameters": [*_ID, _KEY]}


def _locked() -> Json:
    text = "Until when nobody may try a visitor's code at any desk of a building"
    names = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in ("building", "date")]
    return _operation("guessLock", text, ref("Lock")) | {"parameters": names}


def _missing() -> Json:
    text = "A visitor's code was none; until when nobody may try another"
    return _operation("guessMissed", text, ref("Lock")) | _body(ref("Miss"))


def _action(act: str, text: str) -> Json:
    no = "Not as things stand now; nothing was changed"
    wrong = {"_400": "Not understood"} if act == "extend" else {}
    described = _operation(act, text, ref("Booking"), **wrong, _404="No such booking", _409=no) | _BY_ID
    if act == "extend":
        minutes: Json = {"type": "integer", "minimum": 1, "maximum": 1440}
        until: Json = {"type": "string", "format": "date-time"}
        described |= _body({"oneOf": [as_object({"minutes": minutes}), as_object({"until": until})]})
    return described


def _body(schema: Json) -> Json:
    return {"requestBody": {"required": True, "content": _content(schema)}}


_ID: list[Json] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}]
_BY_ID: Json = {"parameters": _ID}
_NUMBER: Json = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
_COUNT: Json = {"anyOf": [_NUMBER, {"type": "string", "maxLength": 0}]}
_PAGE: list[Json] = [{"name": name, "in": "query", "schema": _COUNT} for name in ("page", "row")]
_OF_PAGE: Json = {"parameters": _PAGE}
_KEY: Json = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 200}}
_OF_IDS: Json = {"parameters": [{"name": "ids", "in": "query", "description": "Rooms", "schema": {"type": "string"}}]}
_OF_TEXT: Json = {"parameters": [{"name": "text", "in": "query", "required": True, "schema": {"type": "string"}}]}
_OF_VISITS: list[Json] = [
    {"name": name, "in": "query", "schema": {"type": "string"}}
    for name in ("code", "uid", "buildingId", "state", "from", "to")
]
OPERATIONS = (Operation("kiosk.openapi", "GET", "/openapi.json", document),)
