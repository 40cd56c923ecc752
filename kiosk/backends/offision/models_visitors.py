"""Visitors' badges and appointments on the wire, field by field as the reference documents them."""

from kiosk.backends.http.records import Id, Period, Wire
from kiosk.backends.offision.models import Booking, Named, Resource


class PhoneNumber(Wire):
    """A number that can be called, in two parts."""

    dial_code: str | None = None
    number: str | None = None


class Visitor(Wire):
    """A person who visits; in appointments with `id` and `display_name` alone."""

    id: Id | None = None
    email_address: str | None = None
    display_name: str | None = None
    mobile_number: PhoneNumber | None = None


class VisitorBadge(Wire):
    """One visitor's badge for one visit. Dates are ISO 8601 texts; what `state`'s numbers mean has to be learned."""

    vital = frozenset({"id"})

    id: Id
    uid: str | None = None
    period: Period | None = None
    registration_code: str | None = None
    state: int | str | None = None
    visitor: Visitor | None = None
    check_in_date: str | None = None
    check_out_date: str | None = None


class InvitingUser(Wire):
    """The host."""

    id: Id | None = None
    display_name: str | None = None
    email_address: str | None = None


class VisitorAppointment(Wire):
    """An appointment with its visitors. Names of resources and buildings come as lists of texts by language here."""

    vital = frozenset({"id"})

    id: Id
    subject: str | None = None
    is_all_day: bool | None = None
    text_body: str | None = None
    appearance_type: int | str | None = None
    bookable_resources: list[Resource] | None = None
    buildings: list[Named] | None = None
    inviting_user: InvitingUser | None = None
    visitors: list[Visitor] | None = None
    period: Period | None = None
    booking: Booking | None = None
