"""From a room's state to the home screen, word for word. Pure; knows nothing of Qt, and shows nothing private.

Two calls within one minute with the same data give equal views, so that nothing is drawn for a second's passing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from kiosk.domain.access import AccessKeys
from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.environment import Environment, fresh
from kiosk.domain.freshness import Level, was_set
from kiosk.domain.room import Room
from kiosk.domain.state import RoomState, Status, Why
from kiosk.viewmodels.home_actions import Offered, actions, actions_note, pressable, reachable
from kiosk.viewmodels.home_day import day_rows, organizer_of, title_of
from kiosk.viewmodels.home_view import DayRow, HomeView
from kiosk.viewmodels.qr import qr_image
from kiosk.viewmodels.sheet_view import Choice
from kiosk.wording import Words
from kiosk.wording_outside import clean, isolated
from kiosk.wording_times import MINUTE, whole_minute

_OFFLINE = frozenset({Trouble.UNREACHABLE, Trouble.TIMED_OUT})
_SAYS_IT_ALL = frozenset({Why.GONE, Why.UNREADABLE})
_DOUBT = frozenset({Why.NO_DATA, Why.EXPIRED, Why.CLOCK, Why.OPEN_ENDED})
_NO_CODE = frozenset({Status.CLOSED, Status.UNKNOWN})


@dataclass(frozen=True, slots=True)
class HomeOptions:
    """How codes are drawn (`no_qr` spares the time before the first frame), and how old keys may be to be shown.

    `offered` is what can be done here, None as long as that is not known.
    """

    qr: Callable[[str], tuple[str, int]] = qr_image
    key_max_age: timedelta = timedelta(minutes=15)
    offered: Offered | None = None


class _Meeting(NamedTuple):
    overline: str = ""
    subject: str = ""
    meta: str = ""
    spoken: str = ""
    progress: float = -1.0


@dataclass(frozen=True, slots=True)
class _Deeds:
    actions: tuple[Choice, ...] = ()
    note: str = ""
    opens: Callable[[DayRow], bool] = lambda _: False

    def pressed(self, rows: tuple[DayRow, ...]) -> tuple[DayRow, ...]:
        return tuple(replace(row, pressable=True) if self.opens(row) else row for row in rows)


class _Code(NamedTuple):
    source: str = ""
    modules: int = 0
    caption: str = ""
    host: str = ""


def home_view(
    state: RoomState,
    agenda: Agenda,
    keys: AccessKeys,
    connection: Connection,
    words: Words,
    options: HomeOptions,
    measured: tuple[Environment, ...] = (),
) -> HomeView:
    """The home screen of the room of `state`; `agenda` is the one that the state was derived from."""
    deeds = _deeds(state, connection, options.offered)
    view = _shown(state, agenda, keys, connection, words, options, measured)
    return replace(view, day=deeds.pressed(view.day), actions=deeds.actions, actions_note=deeds.note)


def _shown(
    state: RoomState,
    agenda: Agenda,
    keys: AccessKeys,
    connection: Connection,
    words: Words,
    options: HomeOptions,
    measured: tuple[Environment, ...],
) -> HomeView:
    zone, at = state.room.zone, whole_minute(state.at)
    told = was_set(state.at) and not agenda.adrift  # else no clock at all, until a server tells the time
    meeting, code = _meeting(state, words), _code(state, keys, words, options)
    day = day_rows(state, agenda, words)
    name = clean(state.room.name) or clean(state.room.id)
    return HomeView(
        status=state.status.value,
        word=words.status_word(state.status),
        line=words.line(state),
        room=name,
        detail=_detail(state.room, words),
        environment=_environment(fresh(measured, state.room, at), words),
        clock=words.time(state.at, zone) if told else "",
        date=words.date_long(state.at.astimezone(zone).date()) if told else "",
        overline=meeting.overline,
        subject=meeting.subject,
        meta=meeting.meta,
        progress=meeting.progress,
        note=_note(state, connection, words),
        connection=_mark(state, connection),
        settled=agenda.as_of is not None,
        faded=state.status is Status.UNKNOWN,
        qr_source=code.source,
        qr_modules=code.modules,
        qr_caption=code.caption,
        qr_host=code.host,
        accessible=words.spoken(state, isolated(name), meeting.spoken),
        right_to_left=words.right_to_left,
        day=day,
        day_empty="" if day or state.why in _SAYS_IT_ALL else words.day_empty(known=state.why not in _DOUBT),
    )


def _deeds(state: RoomState, connection: Connection, offered: Offered | None) -> _Deeds:
    if offered is None:
        return _Deeds()
    online = reachable(state, connection)
    return _Deeds(
        actions(state, offered, online=online),
        actions_note(state, offered, online=online),
        lambda row: pressable(row, offered.possible, online=online),
    )


def _meeting(state: RoomState, words: Words) -> _Meeting:
    match state.status:
        case Status.FREE | Status.STARTING_SOON:
            shown = state.next
        case Status.CLOSED:
            return _Meeting(subject=clean(state.reason or ""), spoken=isolated(clean(state.reason or "")))
        case _:
            shown = state.current
    if shown is None:
        return _Meeting()
    subject, organizer, times = title_of(shown, words), organizer_of(shown), _times(shown, state, words)
    doubt = words.pending() if shown.pending else ""
    return _Meeting(
        overline=words.overline(state),
        subject=subject,
        meta=words.dotted(isolated(organizer), times, doubt),
        spoken=words.listed(isolated(subject), isolated(organizer), times, doubt),
        progress=_progress(shown, state),
    )


def _times(one: Appointment, state: RoomState, words: Words) -> str:
    if one.end <= one.start:
        return ""
    zone = state.room.zone
    return words.all_day() if one.all_day and one.covers(state.at) else words.span(one.start, one.end, state.at, zone)


def _progress(one: Appointment, state: RoomState) -> float:
    """How much of what covers now is over, by whole minutes; -1 where that would say nothing."""
    if state.status not in (Status.OCCUPIED, Status.WAITING_CHECK_IN) or not one.covers(state.at):
        return -1.0
    minutes = (one.end - one.start) / MINUTE
    return min(1.0, max(0.0, (whole_minute(state.at) - one.start) / MINUTE / minutes))


def _detail(room: Room, words: Words) -> str:
    parts = [words.floor(floor)] if (floor := clean(room.floor or "")) else []
    if room.capacity is not None and room.capacity > 0:
        parts.append(words.seats(room.capacity))
    parts += [isolated(clean(amenity)) for amenity in room.amenities]
    return words.dotted(*parts)


def _environment(measured: Environment | None, words: Words) -> str:
    if measured is None:
        return ""
    degrees, co2, noise = measured.temperature, measured.co2, measured.noise
    parts = (
        "" if degrees is None else words.temperature(degrees, fahrenheit=measured.fahrenheit),
        "" if co2 is None else words.co2(co2),
        "" if noise is None else words.noise(noise),
    )
    return words.dotted(*(isolated(part) for part in parts))


def _note(state: RoomState, connection: Connection, words: Words) -> str:
    if state.freshness.level is Level.FRESH:
        return ""
    trouble = None if connection.trouble in _OFFLINE else connection.trouble
    return words.note(_last_contact(state, connection), state.at, state.room.zone, trouble)


def _last_contact(state: RoomState, connection: Connection) -> datetime | None:
    """When this room's data were true: a contact that brought nothing for the room is of no use at its door."""
    return state.freshness.as_of or connection.last_contact


def _mark(state: RoomState, connection: Connection) -> str:
    if connection.trouble in _OFFLINE:
        return "offline"
    if connection.trouble is None and state.freshness.level is Level.FRESH:
        return "online"
    if connection.trouble is None and connection.last_contact is None:
        return "offline"
    return "trouble"


def _code(state: RoomState, keys: AccessKeys, words: Words, options: HomeOptions) -> _Code:
    key = keys.of(state.room.id)
    if key is None or keys.as_of is None or state.status in _NO_CODE or state.freshness.level is not Level.FRESH:
        return _Code()
    if abs(whole_minute(state.at) - keys.as_of) > options.key_max_age + MINUTE:
        return _Code()
    source, modules = options.qr(key.url)
    if not source:
        return _Code()
    return _Code(source, modules, words.qr_caption(check_in=state.status is Status.WAITING_CHECK_IN), _host(key.url))


def _host(url: str) -> str:
    """Only the host of a link: the rest of it is the key."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - the first frame does without it

    try:
        return clean(urlsplit(url).hostname or "")
    except ValueError:
        return ""
