"""Every operation of the External API as data: one row each, so that a new one is a new row. Sends nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Literal
from urllib.parse import quote


class Reply(StrEnum):
    """The shape of an answer: one object, a bare array, `{data, metaData}`, a bare string."""

    OBJECT = "object"
    ARRAY = "array"
    PAGE = "page"
    STRING = "string"


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. `confirmed` is true where Offision's public reference prints the path; else it is our default."""

    name: str
    method: Literal["GET", "POST", "PUT"]
    path: str
    reply: Reply
    query: tuple[str, ...] = ()
    confirmed: bool = False

    @property
    def in_path(self) -> tuple[str, ...]:
        """The names that the path holds in braces."""
        return tuple(_PLACE.findall(self.path))

    def filled(self, values: Mapping[str, str]) -> str:
        """The path with its braces filled in. Raises ValueError for a value that is missing or would leave it."""
        path = self.path
        for name in self.in_path:
            value = values.get(name, "")
            if value in {"", ".", ".."}:
                message = f"{self.name} needs {name}, found {value!r}"
                raise ValueError(message)
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        return path


_PLACE = re.compile(r"\{(\w+)\}")
_PAGED = ("page", "row")

ROWS = (
    Operation("system.information", "GET", "/API/external/system/v1/information", Reply.OBJECT, confirmed=True),
    Operation("building.search", "GET", "/api/external/building/v1", Reply.PAGE, ("id", "searchText", *_PAGED)),
    Operation(
        "booking.appointments",
        "GET",
        "/api/external/booking/v1/appointments",
        Reply.PAGE,
        (
            *("id", "from", "to", "organizerUserId", "searchText", "bookingState", "bookableResourceId"),
            *("bookableResourceType", "bookingId", "excludePreparation", *_PAGED),
        ),
    ),
    Operation("booking.create", "POST", "/api/external/booking", Reply.OBJECT, confirmed=True),
    Operation("bookable_resource.get", "GET", "/api/external/bookableResource/v1/{id}", Reply.OBJECT),
    Operation(
        "bookable_resource.search",
        "GET",
        "/api/external/bookableResource/v1",
        Reply.PAGE,
        (
            *("id", "type", "categoryId", "accessId", "searchText", "floorId"),
            *("minCapacity", "maxCapacity", *_PAGED),
        ),
    ),
    Operation("booking.subscribe", "POST", "/api/external/booking/v1/subscribe", Reply.STRING),
    Operation("room_status.get", "GET", "/api/external/bookableResourceStatus/v1", Reply.ARRAY, ("id",)),
    Operation("room_status.subscribe", "POST", "/api/external/bookableResourceStatus/v1/subscribe", Reply.STRING),
    Operation("access_key.search", "GET", "/api/external/accessKey/v1", Reply.ARRAY, ("bookableResourceId", "type")),
    Operation("access_key.subscribe_daily", "POST", "/api/external/accessKey/v1/subscribe/daily", Reply.STRING),
    Operation("access_key.subscribe", "POST", "/api/external/accessKey/v1/subscribe", Reply.STRING),
)


def operations(paths: Mapping[str, str]) -> dict[str, Operation]:
    """All operations by name, with the paths that the config gives in place of the defaults (then confirmed).

    Raises ValueError for a name that does not exist, naming the nearest, and for a path that is none.
    """
    known = {row.name: row for row in ROWS}
    for name, path in paths.items():
        row = known.get(name)
        if row is None:
            raise ValueError(unknown_name("operation", name, known))
        if not path.startswith("/") or not path.isprintable() or any(mark in path for mark in "?# "):
            message = f"the path of {name} is {path!r}; expected one that begins with / and ends before any ?"
            raise ValueError(message)
        known[name] = replace(row, path=path, confirmed=True)
    return known


def unknown_name(what: str, name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """A sentence for a name that does not exist, with the nearest that does."""
    nearest = get_close_matches(name, list(known), n=1, cutoff=0.4)
    return f"there is no {what} {name!r}" + (f"; did you mean {nearest[0]!r}?" if nearest else "")
