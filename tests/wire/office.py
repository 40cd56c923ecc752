"""A scripted Offision server: what a test says of its rooms, as the documented routes would answer it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.scripted_server import Answer, Reply, Request, json_reply

Json = dict[str, Any]
PATHS = {
    "status": "/api/external/bookableResourceStatus/v1",
    "list": "/api/external/booking/v1/appointments",
    "directory": "/api/external/bookableResource/v1",
    "keys": "/api/external/accessKey/v1",
}


def shown(one: str, start: str, end: str, subject: str | None = "Review", organizer: str | None = "Grace H.") -> Json:
    """An appointment as the room status shows it."""
    return {
        "id": one,
        "subject": subject,
        "period": {"start": start, "end": end},
        "organizerDisplayName": organizer,
    }


def listed(
    one: str, start: str, end: str, subject: str | None = "Review", room: int = 1, state: object = 0, **more: object
) -> Json:
    """An appointment as the list holds it."""
    return {
        "id": one,
        "subject": subject,
        "isAllDay": False,
        "textBody": "",
        "appearanceType": 0,
        "bookableResource": {"id": room, "name": f"Room {room}", "type": 0},
        "organizer": {"userId": 3, "displayName": "Grace H.", "emailAddress": "grace@example.com"},
        "attendees": [{"userId": 3, "displayName": "Grace H.", "role": "Organizer"}],
        "isPreparationAppointment": 0,
        "period": {"start": start, "end": end},
        "booking": {"id": 7, "masterBookingId": 0, "bookingState": state, "iCalUid": "x"},
        "services": [],
        **more,
    }


def status(room: int, current: Json | None = None, coming: Json | None = None, *upcoming: Json) -> Json:
    """A room's status."""
    resource = {"id": room, "name": f"Room {room}", "type": 0, "capacity": 8, "amenities": [{"id": 1, "name": "TV"}]}
    return {
        "status": 0,
        "suggestColor": 0,
        "bookableResource": resource,
        "currentAppointment": current,
        "nextAppointment": coming,
        "statusWording": "",
        "upcomingAppointments": list(upcoming),
    }


def resource(room: int, *, deleted: bool = False) -> Json:
    """A room in the directory."""
    floor = {"id": 2, "name": "Floor 2", "building": {"id": 1, "name": "Main"}}
    return {
        "id": room,
        "accessId": f"R{room}",
        "name": f"Room {room}",
        "floor": floor,
        "capacity": 8,
        "isDeleted": deleted,
    }


def page_of(items: list[Json], request: Request, first: int = 1, rows: int | None = None) -> Json:
    """One page as a server with `first` as the number of its first page cuts it; at most `rows` in it."""
    size = min(int(request.query.get("row", "50")), rows or 10_000)
    number = int(request.query.get("page", first))
    start = max(number - first, 0) * size
    return {"data": items[start : start + size], "metaData": {"total": len(items), "row": size, "page": number}}


@dataclass
class Office:
    """Change its fields between two looks. `names` are the states that the server knows; how it takes others is
    `unknown_name`: "everything" (the filter is ignored), "nothing", or "refused"."""

    rooms: list[Json] = field(default_factory=list)
    appointments: list[Json] = field(default_factory=list)
    directory: list[Json] = field(default_factory=list)
    keys: list[Json] = field(default_factory=list)
    names: Mapping[str, int] = field(default_factory=dict)
    unknown_name: str = "nothing"
    broken: dict[str, Answer] = field(default_factory=dict)
    first_page: int = 1
    rows_a_page: int | None = None

    def __call__(self, request: Request) -> Answer:
        """Answer one request; what is `broken` (by the key of its path) answers as it is told to."""
        key = next((name for name, path in PATHS.items() if path == request.path), "")
        if key in self.broken:
            return self.broken[key]
        routes: dict[str, Callable[[Request], Reply]] = {
            "status": self._status,
            "list": self._list,
            "directory": lambda one: json_reply(page_of(self._of_ids(self.directory, one), one, self.first_page)),
            "keys": lambda _: json_reply(self.keys),
        }
        return routes[key](request) if key in routes else Reply(b'"ok"', 200 if request.method == "POST" else 404)

    def _status(self, request: Request) -> Reply:
        ids = set(request.query["id"].split(","))
        found = [one for one in self.rooms if _room_id(one) in {*ids, None}]
        return json_reply(found, Date="Sun, 29 Mar 2026 10:00:00 GMT")

    def _list(self, request: Request) -> Reply:
        rows = self.appointments
        if name := request.query.get("bookingState"):
            if name in self.names:
                rows = [one for one in rows if one["booking"]["bookingState"] == self.names[name]]
            elif self.unknown_name == "refused":
                return Reply(b"{}", 400)
            elif self.unknown_name == "nothing":
                rows = []
        return json_reply(page_of(rows, request, self.first_page, self.rows_a_page))

    @staticmethod
    def _of_ids(items: list[Json], request: Request) -> list[Json]:
        ids = request.query.get("id")
        return items if ids is None else [one for one in items if str(one["id"]) in ids.split(",")]


def _room_id(record: Any) -> str | None:  # noqa: ANN401 - a test may put anything there
    try:
        return str(record["bookableResource"]["id"])
    except (TypeError, KeyError):
        return None


def dumps(value: object) -> bytes:
    """The value as a body."""
    return json.dumps(value).encode()
