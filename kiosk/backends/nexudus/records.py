"""What a Nexudus account sends, as far as a door needs it; fields that are not named here are ignored.

A field that decides whether a room is free is `vital`: a record in which it cannot be read is a bad record.
"""

from kiosk.backends.http.records import Id, Wire


class Record(Wire, rename="pascal"):
    """Any record of a list. Lists are partial [K]: what is missing in one may be there by id."""


class Booking(Record):
    """A booking. Cancelled ones leave the list [K]. Times are UTC with Z, up to seven digits of a second [I]."""

    vital = frozenset({"FromTime", "ToTime"})

    from_time: str
    to_time: str
    id: Id | None = None
    resource_id: Id | None = None
    coworker_full_name: str | None = None
    booking_coworker_full_name: str | None = None  # in the older reference's lists
    notes: str | None = None
    cancel_if_not_checked_in: object = None
    checked_in_at: object = None
    from_time_local: str | None = None
    to_time_local: str | None = None


class Resource(Record):
    """A room, or what else can be booked. `allocation` is how many people, and how many bookings at once [K]."""

    vital = frozenset({"Id", "Archived"})

    id: Id
    name: str | None = None
    business_id: Id | None = None
    business_name: str | None = None  # the location, shown as the building [I]
    group_name: str | None = None  # shown as the floor [I]
    allocation: int | None = None
    allow_multiple_bookings: bool | None = None
    archived: bool | None = None
    visible: bool | None = None
    system_resource_type: int | None = None


class Closure(Record):
    """A time in which resources cannot be booked; without times it is none. `resources` only by id; none is all [K]."""

    vital = frozenset({"Id", "FromTime", "ToTime"})

    id: Id
    from_time: str | None = None
    to_time: str | None = None
    name: str | None = None
    title: str | None = None
    business_id: Id | None = None
    resources: object = None
    updated_on: object = None
    from_time_local: str | None = None
    to_time_local: str | None = None


class Parameter(Record):
    """What a command asks for."""

    name: str | None = None
    type: str | None = None


class Command(Record):
    """Something that can be done to bookings, by its key."""

    vital = frozenset({"Key", "RequiresParameters"})

    key: str
    name: str | None = None
    requires_parameters: list[Parameter] | None = None


class Choice(Record):
    """One value of an enumeration [K]."""

    vital = frozenset({"Id"})

    id: int
    name: str | None = None
