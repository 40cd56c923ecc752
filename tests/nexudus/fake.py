"""A strict account over real HTTP: it refuses what the real one is said to refuse, with switches for the unknown."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs

from kiosk.clock import Clock
from tests.nexudus.fake_bookings import LEFT_OUT_OF_LISTS, Bookings, Refused, instant
from tests.wire.scripted_server import Answer, Reply, Request, json_reply

USER, PASSWORD = "panel@example.net", "canary-Pw93-secret"
COMMANDS: list[dict[str, Any]] = [
    {"Key": "CANCEL_BOOKING", "Name": "Cancel booking", "RequiresParameters": [{"Name": "Reason", "Type": "string"}]},
    {"Key": "X_START", "Name": "Start booking / check-in", "RequiresParameters": []},
    {"Key": "X_INVOICE", "Name": "Invoice now", "RequiresParameters": None},
]
CANCELLING = [
    {"Name": "Cancellation Reason", "Type": "eBookingCancellationReason", "Value": 1},
    {"Name": "Cancel without applying cancellation fee rules.", "Type": "Boolean", "Value": "True"},
]
ENUMS = {
    "eBookingRepeatCycle": ["Daily", "Weekly", "Monthly", "Yearly"],
    "eRepeatedBookingUpdateAction": ["ThisOnly", "Future", "All"],
}
DIRECTIONS = {"words": ("ascending", "descending"), "signs": ("1", "-1"), "bits": ("0", "1")}
PAGING = frozenset({"page", "size", "orderby", "dir"})
WINDOW = ("from_{}_totime", "to_{}_fromtime")


def resource(resource_id: int, name: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any property
    return {
        "Id": resource_id, "Name": name, "BusinessId": 1, "BusinessName": "Harbour House", "GroupName": "Floor 1",
        "Allocation": 8, "AllowMultipleBookings": False, "Archived": False, "Visible": True, "SystemResourceType": 1,
        **more,
    }  # fmt: skip


@dataclass
class FakeNexudus:
    """Give it to `serving`. Its switches may be set at any time; `seen` holds every request with its second."""

    clock: Clock
    resources: dict[int, dict[str, Any]] = field(default_factory=dict)
    closures: dict[int, dict[str, Any]] = field(default_factory=dict)
    visitors: dict[int, dict[str, Any]] = field(default_factory=dict)
    coworkers: dict[int, dict[str, Any]] = field(default_factory=dict)
    commands: list[dict[str, Any]] = field(default_factory=lambda: [dict(one) for one in COMMANDS])
    page_cap: int = 25
    newer_lists: bool = True
    left_out_of_bookings: frozenset[str] = LEFT_OUT_OF_LISTS
    directions: str = "words"
    throttling: list[str] = field(default_factory=list)
    throttle_status: int = 409
    refusal_status: int = 200
    forbidden: set[str] = field(default_factory=set)
    token_lasts: float = 3600.0
    whole_values: bool = False
    commands_do_nothing: bool = False
    commands_refused: bool = False
    faults: dict[tuple[str, str], Callable[[Request], Answer | None]] = field(default_factory=dict)
    seen: list[tuple[float, Request]] = field(default_factory=list)
    bookings: Bookings = field(init=False)
    tokens: dict[str, float] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    given: int = 0

    def __post_init__(self) -> None:
        for one in (resource(1, "Atrium"), resource(2, "Library", GroupName="Floor 2")):
            self.resources[one["Id"]] = one
        self.bookings = Bookings(self.resources)

    def __call__(self, request: Request) -> Answer:
        self.seen.append((self.clock.monotonic(), request))
        if self.throttling:
            return Reply(status=self.throttle_status, headers={"Retry-After": self.throttling.pop(0)})
        fault = self.faults.get((request.method, request.path))
        if fault is not None and (answer := fault(request)) is not None:
            return answer
        if request.path == "/api/token":
            return self._token(request)
        if not self._is_known(request.headers.get("authorization", "")):
            return Reply(status=401)
        if request.path in self.forbidden:
            return Reply(status=403)
        answer = self._route(request)
        return Reply(answer.body, answer.status, {**answer.headers, "Date": self._date()})

    def paths(self, method: str = "") -> list[str]:
        return [one.path for _, one in self.seen if not method or one.method == method]

    def drop_tokens(self) -> None:
        """Every token that was given expires now."""
        self.tokens.clear()

    def _date(self) -> str:
        return format_datetime(self.clock.wall(), usegmt=True)

    def _token(self, request: Request) -> Answer:
        if request.headers.get("content-type") != "application/x-www-form-urlencoded":
            return Reply(b'{"error":"unsupported_grant_type"}', 400)
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        client = request.headers.get("client_id", "")
        match form:
            case {"grant_type": "password", "username": user, "password": password}:
                if (user, password) != (USER, PASSWORD):
                    return Reply(b'{"error":"invalid_grant"}', 400)
            case {"grant_type": "refresh_token", "refresh_token": token}:
                if not client or self.refresh.get(client) != token:
                    return Reply(b'{"error":"invalid_grant"}', 400)
            case _:
                return Reply(b'{"error":"unsupported_grant_type"}', 400)
        self.given += 1
        access = f"canary-access-{self.given}"
        self.refresh[client] = f"canary-refresh-{self.given}"
        self.tokens[access] = self.clock.monotonic() + self.token_lasts
        answer = {"access_token": access, "token_type": "bearer", "expires_in": int(self.token_lasts)}
        return json_reply({**answer, "refresh_token": self.refresh[client]})

    def _is_known(self, header: str) -> bool:
        if header == "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode():
            return True
        kind, _, token = header.partition(" ")
        return kind == "Bearer" and self.tokens.get(token, 0.0) > self.clock.monotonic()

    def _route(self, request: Request) -> Reply:
        what, _, tail = request.path.removeprefix("/api/spaces/").partition("/")
        tables: dict[str, tuple[str, dict[int, dict[str, Any]], frozenset[str]]] = {
            "bookings": ("booking", self.bookings.records, self.left_out_of_bookings),
            "resources": ("resource", self.resources, frozenset({"AllowMultipleBookings"})),
            "bookingavailabilityexceptions": (
                "bookingavailabilityexception", self.closures, frozenset({"Resources"})
            ),
            "visitors": ("visitor", self.visitors, frozenset({"Notes"})),
            "coworkers": ("coworker", self.coworkers, frozenset()),
        }  # fmt: skip
        match request.method, what, tail:
            case "GET", "bookings", "commands":
                return json_reply(self.commands)
            case "GET", _, "" if what in tables:
                return self._list(request, *tables[what])
            case "GET", _, _ if what in tables and tail.isdecimal():
                found = tables[what][1].get(int(tail))
                return Reply(status=404) if found is None else json_reply(found)
            case "GET", _, _ if request.path == "/api/utils/enums":
                names = ENUMS.get(request.query["name"], [])
                return json_reply([{"Id": number, "Name": name} for number, name in enumerate(names, 1)])
            case _, "bookings", _:
                return self._written(request, tail)
            case "PUT", "visitors", "":
                return self._visitor(json.loads(request.body))
            case _:
                return Reply(status=404)

    def _list(self, request: Request, entity: str, table: dict[int, dict[str, Any]], left_out: frozenset[str]) -> Reply:
        query = {name.lower(): value for name, value in request.query.items()}
        windows = [one.format(entity) for one in WINDOW]
        if "visitor_visitorcode" in query:
            code = query.pop("visitor_visitorcode")
            table = {key: one for key, one in table.items() if code.casefold() in one["VisitorCode"].casefold()}
            windows = []
        if set(query) - PAGING - {*windows, "booking_id"} or not self._takes(query.get("dir")):
            return Reply(status=400)
        try:
            since, until = (instant(query, name) if name in query else None for name in windows or ("", ""))
        except Refused:
            return Reply(status=400)
        found = list(table.values())
        if "booking_id" in query:
            wanted = json.loads(query["booking_id"])
            found = [one for one in found if one["Id"] in wanted]
        elif entity not in {"resource", "visitor", "coworker"}:
            found = [
                one
                for one in found
                if (until is None or instant(one, "FromTime") < until)
                and (since is None or instant(one, "ToTime") > since)
            ]
        return self._page(query, [{k: v for k, v in one.items() if k not in left_out} for one in found])

    def _takes(self, direction: str | None) -> bool:
        return direction is None or direction in DIRECTIONS[self.directions]

    def _page(self, query: dict[str, str], found: list[dict[str, Any]]) -> Reply:
        """One page, in no useful order."""
        size, page = min(int(query.get("size", "25")), self.page_cap), int(query.get("page", "1"))
        rows = sorted(found, key=lambda one: (one["Id"] * 7919) % 101)[(page - 1) * size : page * size]
        pages = max(1, -(-len(found) // size))
        frame: dict[str, Any] = {
            "Records": rows, "CurrentPage": page, "CurrentPageSize": size, "TotalItems": len(found),
            "TotalPages": pages, "HasNextPage": page < pages, "HasPreviousPage": page > 1,
        }  # fmt: skip
        return json_reply(frame if self.newer_lists else {**frame, "PageNumber": page, "PageSize": size})

    def _written(self, request: Request, tail: str) -> Reply:
        try:
            body = json.loads(request.body or b"null")
            match request.method, tail:
                case "POST", "":
                    return self._done(self.bookings.create(body))
                case "PUT", "":
                    return self._done(self.bookings.replace(body))
                case "DELETE", _ if tail.isdecimal():
                    del self.bookings.records[int(tail)]
                    return self._done(None)
                case "POST", "available":
                    self.bookings.check(body, None)
                    return json_reply({"available": True, "canBeIgnored": False, "errorCode": None, "message": None})
                case "POST", "runcommand":
                    return self._run(body)
                case _:
                    return Reply(status=404)
        except KeyError:
            return Reply(status=404)
        except Refused as refusal:
            if tail == "available":
                return json_reply({"available": False, "canBeIgnored": False, "errorCode": 3, "message": "no"})
            return self._no(*refusal.args)

    def _run(self, body: dict[str, Any]) -> Reply:
        ids = [one for one in body["Ids"] if one in self.bookings.records]
        if self.commands_refused or not ids or body["Key"] not in {one["Key"] for one in self.commands}:
            raise Refused("Key", "cannot be run")
        if body["Key"] == "CANCEL_BOOKING" and body["Parameters"] != CANCELLING:
            raise Refused("Parameters", "are missing")
        for one in ids if not self.commands_do_nothing else []:
            if body["Key"] == "CANCEL_BOOKING":
                del self.bookings.records[one]
            elif body["Key"] == "X_START":
                self.bookings.records[one]["CheckedInAt"] = self.clock.wall().strftime("%Y-%m-%dT%H:%M:%SZ")
        return self._done(ids[0])

    def _visitor(self, body: dict[str, Any]) -> Reply:
        """What is not carried is cleared; the code is read-only."""
        before = self.visitors.get(body.get("Id", 0))
        if before is None:
            return self._no("Id", "is unknown")
        self.visitors[before["Id"]] = {
            **{name: body.get(name) for name in before},
            "VisitorCode": before["VisitorCode"],
            "UpdatedOn": self.clock.wall().isoformat(),
        }
        return self._done(before["Id"])

    def _done(self, booking_id: int | None) -> Reply:
        value = None if booking_id is None else {"Id": booking_id}
        if self.whole_values and booking_id is not None:
            value = self.bookings.records.get(booking_id, value)
        return json_reply({"Status": 200, "WasSuccessful": True, "Message": "Record 'Grace Hopper'.", "Value": value})

    def _no(self, name: str, sentence: str) -> Reply:
        errors = [{"AttemptedValue": None, "Message": sentence, "PropertyName": name}]
        value = {"Status": 500, "Message": f"{name}: {sentence}", "Value": None, "WasSuccessful": False}
        return Reply(json.dumps({**value, "Errors": errors}).encode(), self.refusal_status)
