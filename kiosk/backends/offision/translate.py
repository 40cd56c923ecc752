"""Wire records to agendas: every rule about privacy, unreadable records and booking states, in pure functions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.decode import Decoded
from kiosk.backends.http.moments import Span
from kiosk.backends.offision.directory import Entry, room_of
from kiosk.backends.offision.merge import Pair, listed_in, paired, shown_in
from kiosk.backends.offision.models import ListedAppointment, RoomStatus
from kiosk.backends.offision.states import BookingKind, LearnedStates
from kiosk.backends.offision.texts import is_blank, plain
from kiosk.domain.agenda import Agenda, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.room import Room

_NO_ZONE = ZoneInfo("UTC")
Record = TypeVar("Record", RoomStatus, ListedAppointment)


@dataclass(frozen=True, slots=True)
class Look:
    """Both answers about the watched rooms, and what is needed to read them. The list is known up to `known_until`."""

    statuses: Decoded[RoomStatus]
    rows: Decoded[ListedAppointment]
    now: datetime
    known_until: datetime
    entries: Mapping[str, Entry]
    learned: LearnedStates
    settings: RoomSettings
    language: str = "en"


def agendas_in(look: Look, room_ids: Sequence[str]) -> tuple[Agenda, ...]:
    """One agenda for each of `room_ids`, in their order. One room's bad record touches no other room.

    A bad record that names no room belongs to the room whose status holds its appointment, or to the only room there
    is; else it is one that the status would show if it were current, and it is left out.
    """
    statuses = _by_room(look.statuses.items)
    rows = _by_room(look.rows.items)
    bad = _bad_by_room(look, room_ids)
    return tuple(_agenda(look, one, statuses.get(one, []), rows.get(one, []), bad.get(one, 0)) for one in room_ids)


def _agenda(look: Look, room_id: str, statuses: list[RoomStatus], rows: list[ListedAppointment], bad: int) -> Agenda:
    room = _room(look, room_id, statuses, rows)
    pairs = paired(shown_in(statuses, room.zone), listed_in(rows, room.zone, look.learned))
    pairs = [one for one in pairs if one.listed is None or one.listed.kind is not BookingKind.HIDDEN]
    good: list[Appointment] = []
    open_ended: Appointment | None = None
    unreadable = bool(bad) or not statuses
    for pair in pairs:
        span, is_current = _span(pair), pair.shown is not None and pair.shown.current
        if pair.shown is None and span is not None and span.end <= look.now:
            pair = Pair(pair.shown, pair.listed, hidden=True)  # noqa: PLW2901 - it is over: nothing says any more whether it was private
        one = _appointment(pair, span or Span(look.now, look.now), room_id, look.settings)
        backwards = one.end < one.start or (one.end == one.start and not one.all_day)
        if is_current and (span is None or backwards):
            open_ended = open_ended or one
        unreadable |= _half_read(pair)
        bad += _half_read(pair) or (span is not None and span.guessed)
        if span is not None:
            good.append(one)
    return agenda_of(
        room,
        good,
        as_of=look.now,
        known_until=look.known_until,
        unreadable=unreadable,
        open_ended=open_ended,
        ignored=bad,
    )


def _span(pair: Pair) -> Span | None:
    """The period that the status gives, which is the newer answer; the list's where the status has none."""
    if pair.shown is not None and (pair.shown.current or pair.shown.span is not None):
        return pair.shown.span
    return None if pair.listed is None else pair.listed.span


def _half_read(pair: Pair) -> bool:
    """Whether either answer holds the appointment with dates that cannot be read."""
    return (pair.shown is not None and pair.shown.span is None) or (
        pair.listed is not None and pair.listed.span is None
    )


def _appointment(pair: Pair, span: Span, room_id: str, settings: RoomSettings) -> Appointment:
    listed = None if pair.listed is None else pair.listed.record
    preparation = listed is not None and _is_true(listed.is_preparation_appointment)
    subject, organizer = (None, None) if pair.hidden or preparation else _texts(pair)
    private = not preparation and (pair.hidden or (listed is not None and is_blank(listed.subject)))
    named = (pair.shown and pair.shown.id) or (pair.listed and pair.listed.id)
    booking = None if listed is None or listed.booking is None else listed.booking.id
    return Appointment(
        id=named or f"{room_id}@{span.start.isoformat()}",
        start=span.start,
        end=span.end,
        subject=subject if settings.show_subject and not private else None,
        organizer=organizer if settings.show_organizer and not private else None,
        private=private,
        all_day=listed is not None and bool(listed.is_all_day),
        preparation=preparation,
        check_in=CheckIn.NOT_NEEDED if preparation or pair.listed is None else _check_in(pair.listed.kind),
        booking_id=None if booking is None else str(booking),
    )


def _texts(pair: Pair) -> tuple[str | None, str | None]:
    """Subject and organizer: the status's, and the list's only where the status does not hold the appointment."""
    if pair.shown is not None and pair.shown.record is not None:
        return _seen(pair.shown.record.subject), _seen(pair.shown.record.organizer_display_name)
    if pair.listed is None:
        return None, None
    organizer = pair.listed.record.organizer
    return _seen(pair.listed.record.subject), _seen(None if organizer is None else organizer.display_name)


def _seen(text: str | None) -> str | None:
    return None if text is None or is_blank(text) else text.strip()


def _check_in(kind: BookingKind) -> CheckIn:
    if kind is BookingKind.WAITING:
        return CheckIn.WAITING
    return CheckIn.DONE if kind is BookingKind.USING else CheckIn.NOT_NEEDED


def _is_true(flag: object) -> bool:
    """A flag that may come as a truth value, a number or a text."""
    return flag.strip().lower() not in {"", "0", "false", "no"} if isinstance(flag, str) else bool(flag)


def _room(look: Look, room_id: str, statuses: list[RoomStatus], rows: list[ListedAppointment]) -> Room:
    room = room_of(room_id, look.entries.get(room_id), look.settings)
    status, row = next(iter(statuses), None), next(iter(rows), None)
    holder = status or row
    resource = None if holder is None else holder.bookable_resource
    if resource is None:
        return room
    amenities = tuple(text for one in resource.amenities or () if (text := plain(one.name, look.language)))
    capacity = resource.capacity if (resource.capacity or 0) > 0 else room.capacity
    return replace(room, name=plain(resource.name, look.language) or room.name, capacity=capacity, amenities=amenities)


def _by_room(records: Iterable[Record]) -> dict[str, list[Record]]:
    rooms: dict[str, list[Record]] = {}
    for record in records:
        rooms.setdefault(str(record.bookable_resource.id), []).append(record)
    return rooms


def _bad_by_room(look: Look, room_ids: Sequence[str]) -> dict[str, int]:
    """How many bad records each room has."""
    records = (*look.statuses.bad, *look.rows.bad)
    holders = _holders(look.statuses.items) if records else {}
    only = room_ids[0] if len(room_ids) == 1 else None
    return Counter(room for one in records if (room := one.room_id or holders.get(one.id) or only) is not None)


def _holders(statuses: Iterable[RoomStatus]) -> dict[str | None, str]:
    """In which room's status an appointment is, by its id."""
    shown = ((one, str(status.bookable_resource.id)) for status in statuses for one in shown_in([status], _NO_ZONE))
    return {one.id: room_id for one, room_id in shown if one.id is not None}
