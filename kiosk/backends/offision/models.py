"""What the server sends and takes, field by field as its reference documents it. Unknown fields are ignored.

A field that decides whether a room is free is `vital`: a record in which it cannot be read is a bad record. Any other
field that cannot be read is dropped, and the record is kept.
"""

from kiosk.backends.http.records import Id, Period, Wire


class LocalText(Wire):
    """A name in one language; some answers give names as lists of these, others as plain strings."""

    language: str | None = None
    text: str | None = None


Name = str | list[LocalText] | None


class Named(Wire):
    """Anything that is only pointed at: a category, an amenity, a building, a service item."""

    id: Id | None = None
    name: Name = None


class Floor(Wire):
    """A floor, and in the directory of resources its building; `order` only in the list of buildings."""

    id: Id | None = None
    name: Name = None
    order: int | None = None
    building: Named | None = None


class Resource(Wire):
    """A bookable resource: `id` alone in access keys, a few fields in status, all of them in the directory."""

    vital = frozenset({"id", "isDeleted"})

    id: Id
    access_id: str | None = None
    name: Name = None
    type: int | str | None = None
    category: Named | None = None
    description: str | None = None
    actual_service_items: list[Named] | None = None
    amenities: list[Named] | None = None
    floor: Floor | None = None
    capacity: int | None = None
    is_deleted: bool | None = None


class Building(Wire):
    """A building and its floors."""

    vital = frozenset({"id"})

    id: Id
    name: Name = None
    address: str | None = None
    floors: list[Floor] | None = None
    is_deleted: bool | None = None


class StatusAppointment(Wire):
    """An appointment as the room status shows it. A missing subject means that it is hidden."""

    vital = frozenset({"period", "period.start", "period.end"})

    period: Period
    id: Id | None = None
    subject: str | None = None
    organizer_display_name: str | None = None


class RoomStatus(Wire):
    """One room's status. Its appointments are kept as they come, and read one by one as `StatusAppointment`."""

    vital = frozenset({"bookableResource", "bookableResource.id"})

    bookable_resource: Resource
    status: int | str | None = None
    suggest_color: int | str | None = None
    current_appointment: object = None
    next_appointment: object = None
    status_wording: str | None = None
    upcoming_appointments: object = None


class Person(Wire):
    """An organizer or attendee."""

    user_id: Id | None = None
    display_name: str | None = None
    email_address: str | None = None
    role: str | None = None


class Booking(Wire):
    """The booking behind an appointment, and the whole answer to a new one."""

    id: Id | None = None
    master_booking_id: Id | None = None
    booking_state: int | str | None = None
    i_cal_uid: str | None = None


class Service(Wire):
    """Something ordered for an appointment."""

    id: Id | None = None
    status: int | str | None = None
    service_item: Named | None = None
    period: Period | None = None


class ListedAppointment(Wire):
    """What a door needs of an appointment. `is_preparation_appointment` is typed as a number in the sample."""

    vital = frozenset({"bookableResource", "bookableResource.id", "isAllDay", "period", "period.start", "period.end"})

    bookable_resource: Resource
    period: Period
    id: Id | None = None
    subject: str | None = None
    is_all_day: bool | None = None
    organizer: Person | None = None
    is_preparation_appointment: object = None
    booking: Booking | None = None


class ResourceAppointment(ListedAppointment):
    """An appointment of one resource, whole."""

    text_body: str | None = None
    appearance_type: int | str | None = None
    attendees: list[Person] | None = None
    services: list[Service] | None = None


class OnlyId(Wire):
    """Anything of which no more is read than its id."""

    id: Id


class OnlyState(Wire):
    """The booking behind an appointment, of which no more is read than its state."""

    booking_state: int | str | None = None


class StateSeen(Wire):
    """As much of a `ListedAppointment` as tells it from others, and its state. Bad where that would be."""

    vital = ListedAppointment.vital

    bookable_resource: OnlyId
    period: Period
    id: Id | None = None
    is_all_day: bool | None = None
    booking: OnlyState | None = None


class AccessLink(Wire):
    """A link that opens a room's page; it is a secret."""

    vital = frozenset({"bookableResource", "bookableResource.id", "accessUrl"})

    bookable_resource: Resource
    type: int | str | None = None
    access_url: str | None = None


class ZonedRange(Wire):
    """The period of a new booking: ISO 8601 texts, and IANA keys or None."""

    start: str
    end: str
    start_time_zone: str | None = None
    end_time_zone: str | None = None


class BookingRequest(Wire):
    """A new booking. What the strings in `resources` are is not documented: ids, access ids or addresses."""

    period: ZonedRange
    resources: list[str] | None = None
    subject: str | None = None
    html_body: str | None = None
    text_body: str | None = None
    organizer: str | None = None
    required_attendees: list[str] | None = None
    optional_attendees: list[str] | None = None
    is_all_day: bool = False
    with_online_meeting: bool = False


class Subscription(Wire):
    """A wish to be called; `ids` is one comma-separated string, `expire_time` is in minutes, at most 1440."""

    ids: str
    callback_url: str
    expire_time: int
