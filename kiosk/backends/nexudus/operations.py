"""Every operation as data, to be called by its name: one row each. Sends nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.backends.http.query import encode
from kiosk.backends.nexudus.line import AVAILABLE
from kiosk.backends.nexudus.requests import check_body
from kiosk.backends.offision.operations import unknown_name

BOOKINGS = "/api/spaces/bookings"
RESOURCES = "/api/spaces/resources"
CLOSURES = "/api/spaces/bookingavailabilityexceptions"
COMMANDS = f"{BOOKINGS}/commands"
RUN_COMMAND = f"{BOOKINGS}/runcommand"
ENUMS = "/api/utils/enums"
VISITORS = "/api/spaces/visitors"
COWORKERS = "/api/spaces/coworkers"
PAGING = ("page", "size", "orderby", "dir")


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. A search takes paging and filters on its `entity`; `confirmed` where the path is known [K]."""

    name: str
    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    query: tuple[str, ...] = ()
    entity: str = ""
    confirmed: bool = True

    def prepared(self, values: Mapping[str, str], body: bytes | None) -> tuple[str, str]:
        """Path and query; raises ValueError for a value or a body that is missing, has no place, or cannot be used."""
        path, query = self.target(values, has_body=body is not None)
        if body is not None:
            check_body(self.name, body)
        return path, query

    def target(self, values: Mapping[str, str], *, has_body: bool) -> tuple[str, str]:
        """The same for a program's body, which is sent as it is: it carries whatever the account gave it."""
        if has_body is not (self.method in {"POST", "PUT"}):
            raise ValueError(f"{self.name} needs {'no' if has_body else 'a'} body")
        path, rest = self.path, dict(values)
        if "{id}" in path:
            number = rest.pop("id", "")
            if not (number.isascii() and number.isdecimal()):
                raise ValueError(f"{self.name} needs id, a number; found {number!r}")
            path = path.replace("{id}", number)
        for name in rest:
            if name not in self.query and not self._is_filter(name):
                raise ValueError(unknown_name(f"parameter of {self.name}", name, (*self.query, "id")))
        return path, encode(rest)

    def _is_filter(self, name: str) -> bool:
        """Whether this is the name of a filter [K: in any case, with From_ or To_ before it for a range]."""
        pattern = rf"(?:(?:from_|to_)?{self.entity}_\w+|id)"
        return bool(self.entity) and re.fullmatch(pattern, name, re.IGNORECASE) is not None


ROWS = (
    Operation("booking.search", "GET", BOOKINGS, PAGING, "Booking"),
    Operation("booking.get", "GET", f"{BOOKINGS}/{{id}}"),
    Operation("booking.create", "POST", BOOKINGS),
    Operation("booking.update", "PUT", BOOKINGS),
    Operation("booking.delete", "DELETE", f"{BOOKINGS}/{{id}}"),
    Operation("booking.available", "POST", AVAILABLE),
    Operation("booking.commands", "GET", COMMANDS),
    Operation("booking.run_command", "POST", RUN_COMMAND),
    Operation("enum.get", "GET", ENUMS, ("name",)),
    Operation("resource.search", "GET", RESOURCES, PAGING, "Resource", confirmed=False),
    Operation("resource.get", "GET", f"{RESOURCES}/{{id}}", confirmed=False),
    Operation("closure.search", "GET", CLOSURES, PAGING, "BookingAvailabilityException"),
    Operation("closure.get", "GET", f"{CLOSURES}/{{id}}"),
    Operation("visitor.search", "GET", VISITORS, PAGING, "Visitor"),
    Operation("visitor.get", "GET", f"{VISITORS}/{{id}}"),
    Operation("visitor.update", "PUT", VISITORS),
)


def operation_of(name: str) -> Operation:
    """The operation of a name; raises ValueError, naming the nearest, where there is none."""
    found = {one.name: one for one in ROWS}
    if name not in found:
        raise ValueError(unknown_name("operation", name, found))
    return found[name]
