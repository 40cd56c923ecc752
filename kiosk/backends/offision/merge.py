"""One room's appointments out of two answers: what the status shows, and what the list of appointments adds to it.

The status is the authority on what may be seen; the list on states and kinds. Nothing here knows another room.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.backends.http.decode import Unreadable, read
from kiosk.backends.http.moments import Span, read_span
from kiosk.backends.offision.models import ListedAppointment, RoomStatus, StatusAppointment
from kiosk.backends.offision.states import BookingKind, LearnedStates
from kiosk.backends.offision.texts import is_blank


class Shown(NamedTuple):
    """An appointment of the status; `current` where the server says that it covers now. No `span`: it is unreadable."""

    span: Span | None
    record: StatusAppointment | None = None
    current: bool = False
    id: str | None = None

    @property
    def private(self) -> bool:
        """Whether the status hides its subject."""
        return self.record is None or is_blank(self.record.subject)


class Listed(NamedTuple):
    """An appointment of the list. No `span`: its dates are unreadable."""

    span: Span | None
    record: ListedAppointment
    kind: BookingKind
    id: str | None


class Pair(NamedTuple):
    """The same appointment in both answers, or in one of them. `hidden` where the status hides its text."""

    shown: Shown | None
    listed: Listed | None
    hidden: bool = False


def shown_in(statuses: Iterable[RoomStatus], zone: ZoneInfo) -> list[Shown]:
    """Every appointment that a room's status holds, once each, the current one first."""
    found: dict[tuple[str | None, Span | None], Shown] = {}
    for status in statuses:
        places = [(status.current_appointment, True), (status.next_appointment, False)]
        upcoming = status.upcoming_appointments
        places += [(item, False) for item in (upcoming if isinstance(upcoming, list) else [upcoming])]
        for item, current in places:
            if item is not None:
                one = _shown(item, zone, current=current)
                found.setdefault((one.id, one.span), one)
    return list(found.values())


def listed_in(rows: Iterable[ListedAppointment], zone: ZoneInfo, learned: LearnedStates) -> list[Listed]:
    """Every appointment of a room's part of the list, once each."""
    found: dict[tuple[object, ...], Listed] = {}
    for row in rows:
        key, period = row.id, row.period
        which = (key, period.start, period.end)
        if which not in found:
            kind = learned.kind_of(row.booking.booking_state) if row.booking is not None else BookingKind.UNKNOWN
            found[which] = Listed(read_span(period, zone), row, kind, None if key is None else str(key))
    return list(found.values())


def paired(shown: Sequence[Shown], listed: Sequence[Listed]) -> list[Pair]:
    """Both answers side by side, by id (and by period, where one id stands for several), then what is in one alone."""
    by_id: dict[str | None, list[Listed]] = {}
    for row in listed:
        by_id.setdefault(row.id, []).append(row)
    pairs = [Pair(one, _partner(one, by_id.get(one.id, [])), one.private) for one in shown]
    taken = {id(pair.listed) for pair in pairs}
    hidden_ids = {one.id for one in shown if one.private and one.id is not None}
    hidden_spans = {_edges(one.span) for one in shown if one.private and one.span is not None}
    for row in listed:
        if id(row) not in taken:
            hidden = row.id in hidden_ids or (row.span is not None and _edges(row.span) in hidden_spans)
            pairs.append(Pair(None, row, hidden or is_blank(row.record.subject)))
    return pairs


def _shown(item: object, zone: ZoneInfo, *, current: bool) -> Shown:
    try:
        record = read(StatusAppointment, item)[0]
    except Unreadable:
        return Shown(None, None, current)
    return Shown(read_span(record.period, zone), record, current, None if record.id is None else str(record.id))


def _partner(one: Shown, rows: list[Listed]) -> Listed | None:
    """The row for the same appointment: with the same period, or the only one of its id."""
    if one.id is None or not rows:
        return None
    edges = _edges(one.span)
    for row in rows:
        if _edges(row.span) == edges:
            return row
    return rows[0] if len(rows) == 1 else None


def _edges(span: Span | None) -> tuple[object, object] | None:
    return None if span is None else (span.start, span.end)
