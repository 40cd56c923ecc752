"""Every operation of the External API as data: one row each, so that a new one is a new row. Sends nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Literal
from urllib.parse import quote


class Reply(StrEnum):
    """The shape of an answer: one object, a bare array, `{data, metaData}`, a string, `{isSuccess}`, a workbook."""

    OBJECT = "object"
    ARRAY = "array"
    PAGE = "page"
    STRING = "string"
    OK = "ok"
    FILE = "file"


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

_SENSOR = ("id", "accessId", "searchText", "bookableResourceId", *_PAGED)
_USAGE = ("bookableResourceId", "floorId", "from", "to")

ROWS = (
    Operation("system.information", "GET", "/API/external/system/v1/information", Reply.OBJECT, confirmed=True),
    Operation("visitor_badge.get", "GET", "/api/external/visitorBadge/v1/{id}", Reply.OBJECT),
    Operation(
        "visitor_badge.search",
        "GET",
        "/api/external/visitorBadge/v1",
        Reply.PAGE,
        ("id", "uid", "from", "to", "registrationCode", "buildingId", "state", *_PAGED),
    ),
    Operation(
        "visitor_appointment.search",
        "GET",
        "/api/external/visitorAppointment/v1",
        Reply.PAGE,
        (
            *("id", "from", "to", "invitingUserId", "searchText", "bookingState", "bookableResourceId"),
            *("buildingId", "visitorId", "bookingId", *_PAGED),
        ),
    ),
    Operation("user.get", "GET", "/api/external/user/v1/{id}", Reply.OBJECT),
    Operation("user.search", "GET", "/api/external/user/v1", Reply.PAGE, ("id", "userGroupId", "searchText", *_PAGED)),
    Operation(
        "service_item.search",
        "GET",
        "/api/external/serviceItem/v1",
        Reply.PAGE,
        ("id", "type", "servicePlanId", "searchText", *_PAGED),
    ),
    Operation("environment_sensor.search", "GET", "/api/external/environmentSensor/v1", Reply.PAGE, _SENSOR),
    Operation("environment_sensor.post_data", "POST", "/api/external/environmentSensor/v1/data", Reply.OK),
    Operation("occupancy_sensor.search", "GET", "/api/external/occupancySensor/v1", Reply.PAGE, _SENSOR),
    Operation("occupancy_sensor.create", "POST", "/api/external/occupancySensor/v1", Reply.OBJECT),
    Operation("occupancy_sensor.update", "PUT", "/api/external/occupancySensor/v1/{id}", Reply.OBJECT),
    Operation("occupancy_sensor.post_data", "POST", "/api/external/occupancySensor/v1/data", Reply.OK),
    Operation("locker.search", "GET", "/api/external/locker/v1", Reply.PAGE, ("id", "searchText", *_PAGED)),
    Operation("epaper_controller.get", "GET", "/api/external/ePaperController/v1/{id}", Reply.OBJECT),
    Operation(
        "epaper_controller.search",
        "GET",
        "/api/external/ePaperController/v1",
        Reply.PAGE,
        ("id", "type", "searchText", *_PAGED),
    ),
    Operation("epaper_controller.update_tag_status", "POST", "/api/external/ePaperController/v1/tagStatus", Reply.OK),
    Operation("analytics.daily_visitors", "GET", "/api/external/analytics/v1/visitor/daily", Reply.OBJECT, ("date",)),
    Operation(
        "analytics.daily_visitor_appointments",
        "GET",
        "/api/external/analytics/v1/visitorAppointment/daily",
        Reply.OBJECT,
        ("date",),
    ),
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
    Operation(
        "booking.export",
        "GET",
        "/api/external/booking/v1/export",
        Reply.FILE,
        ("From", "To", "TimeZone", "OrganizerEmailDomain"),
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
    Operation("usage.booking_by_resource", "GET", "/api/external/usage/v1/booking/resource", Reply.ARRAY, _USAGE),
    Operation("usage.occupancy_by_resource", "GET", "/api/external/usage/v1/occupancy/resource", Reply.ARRAY, _USAGE),
    Operation(
        "usage.booking_by_time", "GET", "/api/external/usage/v1/booking/time", Reply.ARRAY, (*_USAGE, "groupPeriodBy")
    ),
    Operation(
        "usage.occupancy_by_time",
        "GET",
        "/api/external/usage/v1/occupancy/time",
        Reply.ARRAY,
        (*_USAGE, "groupPeriodBy"),
    ),
)

CHECK_IN, CHECK_OUT = "visitor_badge.check_in", "visitor_badge.check_out"
OWN = (CHECK_IN, CHECK_OUT)
"""Calls that the API does not have, but that an installation may have: there only where the config gives a path."""


def operations(paths: Mapping[str, str]) -> dict[str, Operation]:
    """All operations by name, with the paths that the config gives in place of the defaults (then confirmed).

    Raises ValueError for a name that does not exist, naming the nearest, and for a path that is none.
    """
    known = {row.name: row for row in ROWS}
    for name, path in paths.items():
        row = known.get(name) or (Operation(name, "POST", path, Reply.OBJECT) if name in OWN else None)
        if row is None:
            raise ValueError(unknown_name("operation", name, (*known, *OWN)))
        if not path.startswith("/") or not path.isprintable() or any(mark in path for mark in "?# "):
            message = f"the path of {name} is {path!r}; expected one that begins with / and ends before any ?"
            raise ValueError(message)
        known[name] = replace(row, path=path, confirmed=True)
    return known


def unknown_name(what: str, name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """A sentence for a name that does not exist, with the nearest that does."""
    folded = {one.lower(): one for one in known}
    nearest = get_close_matches(name.lower(), list(folded), n=1, cutoff=0.4)
    return f"there is no {what} {name!r}" + (f"; did you mean {folded[nearest[0]]!r}?" if nearest else "")
