"""The day column in words: appointments that are not over, and gaps that are really free. Knows nothing of Qt."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import assert_never

from kiosk.domain.agenda import Agenda, local_midnight
from kiosk.domain.appointment import Appointment
from kiosk.domain.day import Busy, Gap, day_lines
from kiosk.domain.state import RoomState, Status
from kiosk.viewmodels.home_view import DayRow
from kiosk.wording import Words
from kiosk.wording_outside import clean, isolated
from kiosk.wording_times import whole_minute

MOST_ROWS = 100
_OPEN_NOW = frozenset({Status.FREE, Status.STARTING_SOON, Status.WAITING_CHECK_IN})


def day_rows(state: RoomState, agenda: Agenda, words: Words) -> tuple[DayRow, ...]:
    """The rest of the local day, at most a hundred rows, each with a key of its own. Stays the same within a minute.

    A gap that holds this moment is left out unless the state itself says that nothing is in the way.
    """
    rows: dict[str, DayRow] = {}
    for line in _lines(state, agenda):
        if len(rows) == MOST_ROWS:
            break
        match line:
            case Busy(appointment):
                row = _busy(appointment, _unused(appointment.id, rows), state, words)
            case Gap():
                row = _gap(line, state, words)
            case _:
                assert_never(line)
        rows[row.key] = row
    return tuple(rows.values())


def title_of(appointment: Appointment, words: Words) -> str:
    """What may be said of an appointment: its subject, or what stands in its place; never empty."""
    if appointment.preparation:
        return words.preparation()
    if appointment.private:
        return words.reserved()
    return clean(appointment.subject or "") or words.reserved()


def organizer_of(appointment: Appointment) -> str:
    """Who called the meeting, empty where that is private or unknown."""
    return "" if appointment.private or appointment.preparation else clean(appointment.organizer or "")


def _lines(state: RoomState, agenda: Agenda) -> Iterator[Busy | Gap]:
    minute = whole_minute(state.at)
    for line in day_lines(agenda, minute):
        match line:
            case Busy(appointment):
                if appointment.end > state.at:
                    yield line
            case Gap():
                if line.start > minute or state.status in _OPEN_NOW:
                    yield line
            case _:
                assert_never(line)


def _busy(one: Appointment, key: str, state: RoomState, words: Words) -> DayRow:
    zone = state.room.zone
    today = state.at.astimezone(zone).date()
    first, last = local_midnight(today, zone), local_midnight(today + timedelta(days=1), zone)
    organizer = organizer_of(one)
    kind = "preparation" if one.preparation else "private" if one.private else "meeting"
    doubt, all_day = words.pending() if one.pending else "", words.all_day() if one.all_day else ""
    return DayRow(
        key=key,
        kind=kind,
        begin=words.time(max(one.start, first), zone),
        finish="" if one.end >= last else words.time(one.end, zone),
        title=title_of(one, words),
        detail=words.dotted(doubt, isolated(organizer) if doubt or all_day else organizer, all_day),
        ongoing=one.covers(state.at),
    )


def _gap(gap: Gap, state: RoomState, words: Words) -> DayRow:
    zone = state.room.zone
    return DayRow(
        key=f"gap {gap.end.astimezone(UTC).isoformat()}",
        kind="gap",
        begin=words.time(gap.start, zone),
        finish="" if gap.rest_of_day else words.time(gap.end, zone),
        title=words.free(),
        detail=words.rest_of_day() if gap.rest_of_day else words.duration(gap.end - gap.start),
        ongoing=gap.start <= state.at < gap.end,
    )


def _unused(name: str, rows: dict[str, DayRow]) -> str:
    """A key for an appointment, also where a server uses an id twice."""
    key, number = f"meeting {name}", 1
    while key in rows:
        number += 1
        key = f"meeting {name} {number}"
    return key
