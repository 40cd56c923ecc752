"""Figures about use and visits on the wire, field by field as the reference documents them."""

from kiosk.backends.http.records import Wire
from kiosk.backends.offision.models import Resource


class DailyVisitors(Wire):
    """How many badges of one day are in each state."""

    number_of_initial: int | None = None
    number_of_visiting: int | None = None
    number_of_visited: int | None = None
    number_of_no_show: int | None = None


class ResourceUsage(Wire):
    """How much one resource was used in the period asked about."""

    vital = frozenset({"bookableResource", "bookableResource.id"})

    bookable_resource: Resource
    usage_count: int | None = None
    used_time_in_minutes: float | None = None
    used_time_in_percentage: float | None = None


class TimeUsage(Wire):
    """How much was used from `date_time` (ISO 8601) until the next one."""

    vital = frozenset({"dateTime"})

    date_time: str
    usage_count: int | None = None
    used_time_in_minutes: float | None = None
    used_time_in_percentage: float | None = None
