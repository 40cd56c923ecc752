"""Whose a time is where the server let several have it: the same rule for every panel. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.backends.http.moments import Span
from kiosk.backends.nexudus.envelope import Rows
from kiosk.backends.nexudus.records import Booking
from kiosk.backends.nexudus.times import span_in
from kiosk.domain.room import Room


@dataclass(frozen=True, slots=True)
class Stay:
    """One booking of a room, by its number: a lower one was made earlier."""

    number: int
    span: Span


def stays_in(room: Room, rows: Rows[Booking]) -> tuple[Stay, ...]:
    """The bookings that a list shows in a room; one whose room or times it does not tell is none of them."""
    found = ((one.id, one.resource_id, span_in(one, room.zone)) for one, _ in rows.good)
    return tuple(
        Stay(int(own), span)
        for own, where, span in found
        if own is not None and str(own).isdecimal() and str(where) == room.id and span is not None
    )


def is_crowded(span: Span, others: Iterable[Stay], places: int) -> bool:
    """Whether at some instant of `span` at least `places` of the others have the room."""
    near = [one.span for one in others if one.span.start < span.end and span.start < one.span.end]
    instants = [max(one.start, span.start) for one in near]
    return any(sum(one.start <= instant < one.end for one in near) >= places for instant in instants)
