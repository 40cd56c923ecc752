"""Records to agendas: what blocks a room, what closes it, and what may be shown of it, in pure functions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.moments import Span
from kiosk.backends.nexudus.closures import Shut
from kiosk.backends.nexudus.details import Mark
from kiosk.backends.nexudus.directory import Entry, named, room_of
from kiosk.backends.nexudus.envelope import Rows
from kiosk.backends.nexudus.records import Booking
from kiosk.backends.nexudus.times import span_in
from kiosk.domain.agenda import Agenda, Closure, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.room import Room

RELEASED_AFTER = timedelta(minutes=15)
_NO = {"", "0", "false", "no"}
_LONGEST_ID = 18
Row = tuple[Booking, object]


@dataclass(frozen=True, slots=True)
class Look:
    """What was learned of the whole account at `now`; the bookings are known up to `known_until`.

    `details` is what was learned of bookings by id, by `mark_of` their records.
    """

    rows: Rows[Booking]
    now: datetime
    known_until: datetime
    settings: RoomSettings
    entries: Mapping[str, Entry] = field(default_factory=dict)
    shuts: tuple[Shut, ...] = ()
    shuts_unreadable: bool = False
    details: Mapping[Mark, Mapping[str, object]] = field(default_factory=dict)


def agendas_in(look: Look, room_ids: Sequence[str]) -> tuple[Agenda, ...]:
    """One agenda for each of `room_ids`, in their order.

    A bad record touches its own room alone. One that tells no room may be any room's: then none is called free.
    """
    rooms: dict[str | None, dict[object, Row]] = {}
    for place, (booking, value) in enumerate(look.rows.good):
        key: object = place if booking.id is None else str(booking.id)
        rooms.setdefault(room_in(value, look), {})[key] = (booking, value)
    bad = [room_in(value, look) for value in look.rows.bad]
    lost = bad.count(None) + len(rooms.get(None, {}))
    return tuple(_agenda(look, one, rooms.get(one, {}).values(), bad.count(one), lost) for one in room_ids)


def homeless(look: Look) -> list[Mark]:
    """The marks of bookings that may be in any room, as far as the list says."""
    values = [value for _, value in look.rows.good] + list(look.rows.bad)
    marks = (mark_of(value) for value in values if room_in(value, look) is None)
    return [one for one in marks if one is not None]


def untold(look: Look, room_ids: Sequence[str]) -> list[Mark]:
    """The marks of these rooms' bookings of which the list does not say whether they are tentative, the next first."""
    rows = sorted(look.rows.good, key=lambda row: row[0].from_time)
    now, asked = look.now.astimezone(UTC).isoformat(), frozenset(room_ids)
    values = [value for booking, value in rows if booking.to_time > now and not _told(value)]
    marks = (mark_of(value) for value in values if room_in(value, look) in asked)
    return [one for one in marks if one is not None]


def booked_rooms(look: Look, room_ids: Sequence[str]) -> list[str]:
    """Those of `room_ids` that have bookings, the earliest booked first."""
    rows = sorted(look.rows.good, key=lambda row: row[0].from_time)
    rooms = dict.fromkeys(room_in(value, look) for _, value in rows)
    asked = frozenset(room_ids)
    return [one for one in rooms if one is not None and one in asked]


def mark_of(value: object) -> Mark | None:
    """A booking's id, and when it was last changed; None where it has no id."""
    found = value if isinstance(value, dict) else {}
    own = _id(found.get("Id"))
    return None if own is None else (own, repr(found.get("UpdatedOn")))


def room_in(value: object, look: Look) -> str | None:
    """The room that a record is of: by its id, else by its name [I: the names of both], else as it was found."""
    if not isinstance(value, dict):
        return None
    resource = value.get("Resource")
    for one in (value.get("ResourceId"), resource.get("Id") if isinstance(resource, dict) else resource):
        if (room_id := _id(one)) is not None:
            return room_id
    for name in (value.get("ResourceName"), value.get("BookingResourceName")):
        if isinstance(name, str) and (room_id := named(look.entries.values(), name)) is not None:
            return room_id
    detail = _detail(value, look)
    return None if detail is None else room_in(detail, look)


def _detail(value: object, look: Look) -> Mapping[str, object] | None:
    mark = mark_of(value)
    return None if mark is None else look.details.get(mark)


def _told(value: object) -> bool:
    """Whether a list's record says whether it is tentative."""
    return isinstance(value, dict) and value.get("Tentative") is not None


def _is_tentative(value: object, look: Look) -> bool:
    whole = value if _told(value) else _detail(value, look)
    return isinstance(whole, Mapping) and _is_true(whole.get("Tentative"))


def _agenda(look: Look, room_id: str, bookings: Iterable[Row], bad: int, lost: int) -> Agenda:
    entry = look.entries.get(room_id)
    room = room_of(room_id, entry, look.settings)
    good: list[Appointment] = []
    unreadable, ignored = bool(bad or lost or look.shuts_unreadable), bad + lost
    for booking, value in bookings:
        span = span_in(booking, room.zone)
        unreadable |= span is None
        ignored += span is None or span.guessed
        if span is not None:
            pending = _is_tentative(value, look)
            good.append(_appointment(booking, span, room_id, look.settings, pending=pending))
    closures, broken = _closures(look, room)
    return agenda_of(
        room,
        _shared(good, entry.at_once, room_id) if entry is not None and entry.at_once > 1 else good,
        as_of=look.now,
        known_until=look.known_until,
        closures=closures,
        unreadable=unreadable or bool(broken),
        ignored=ignored + broken,
    )


def _appointment(booking: Booking, span: Span, room_id: str, settings: RoomSettings, *, pending: bool) -> Appointment:
    """Tentative bookings block the room as any other [K]. `Notes` is the text that members write for others [I]."""
    own = None if booking.id is None else str(booking.id)
    check_in = _check_in(booking)
    organizer = _seen(booking.coworker_full_name) or _seen(booking.booking_coworker_full_name)
    return Appointment(
        id=own or f"{room_id}@{span.start.isoformat()}",
        start=span.start,
        end=span.end,
        subject=_seen(booking.notes) if settings.show_subject else None,
        organizer=organizer if settings.show_organizer else None,
        check_in=check_in,
        check_in_deadline=span.start + RELEASED_AFTER if check_in is CheckIn.WAITING else None,
        booking_id=own,
        pending=pending,
    )


def _check_in(booking: Booking) -> CheckIn:
    """A time in `CheckedInAt` is a check-in; without one the server releases the room itself, where it says so [K]."""
    if _is_true(booking.checked_in_at):
        return CheckIn.DONE
    return CheckIn.WAITING if _is_true(booking.cancel_if_not_checked_in) else CheckIn.NOT_NEEDED


def _shared(appointments: list[Appointment], places: int, room_id: str) -> list[Appointment]:
    """Where several bookings may overlap, the room is busy only while all its places are taken [K]; it is nobody's own.

    Spans that make no sense are handed on, to be counted.
    """
    sound = [one for one in appointments if one.end > one.start]
    steps = Counter(one.start for one in sound)
    steps.subtract(one.end for one in sound)
    full = [one for one in appointments if one.end <= one.start]
    taken, since = 0, None
    for instant in sorted(steps):
        taken += steps[instant]
        if taken >= places and since is None:
            since = instant
        elif taken < places and since is not None:
            full.append(Appointment(f"{room_id}@{since.isoformat()}", since, instant))
            since = None
    return full


def _closures(look: Look, room: Room) -> tuple[tuple[Closure, ...], int]:
    """The closures of a room, and how many of them have times that cannot be read."""
    ours = [one.record for one in look.shuts if one.closes(room.id, look.entries.get(room.id))]
    dated = [one for one in ours if one.from_time or one.to_time]
    spans = [(span_in(one, room.zone), one) for one in dated]
    sound = (Closure(span.start, span.end, _seen(one.title) or _seen(one.name)) for span, one in spans if span)
    return tuple(one for one in sound if one.end > one.start), sum(span is None for span, _ in spans)


def _id(value: object) -> str | None:
    """An id as text: ids are whole numbers above zero [K], whether or not they come as such."""
    if type(value) is int and value > 0:
        return str(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    sound = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID and int(text) > 0
    return str(int(text)) if sound else None


def _is_true(value: object) -> bool:
    """A flag, or a text that is there, in whatever type it comes."""
    return value.strip().lower() not in _NO if isinstance(value, str) else bool(value)


def _seen(text: str | None) -> str | None:
    return text.strip() or None if text is not None else None
