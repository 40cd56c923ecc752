"""From the states of many rooms to the screen in the lobby, word for word. Pure; shows nothing private, knows no Qt.

Two calls within one minute with the same data give equal views, so that nothing is drawn for a second's passing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from kiosk.domain.appointment import Appointment
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.freshness import Level, was_set
from kiosk.domain.place import by_place
from kiosk.domain.state import RoomState, Status, Why
from kiosk.domain.visitors import VisitorCount, fresh
from kiosk.phrases.lobby import LobbyPhrases
from kiosk.viewmodels.home_day import organizer_of, title_of
from kiosk.viewmodels.lobby_view import LobbyRow, LobbyView
from kiosk.wording_outside import clean, isolated
from kiosk.wording_times import local_time, whole_minute

ARRIVING = timedelta(minutes=10)
_OFFLINE = frozenset({Trouble.UNREACHABLE, Trouble.TIMED_OUT})


@dataclass(frozen=True, slots=True)
class LobbyOptions:
    """What the config says: a title (empty: the building and floor that all rooms share), and the way to rooms by id.

    `zone` is that of a screen without rooms.
    """

    zone: ZoneInfo
    title: str = ""
    directions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _House:
    """What all rooms have in common, so that it need not be said of each."""

    building: str | None
    floor: str | None
    zone: ZoneInfo


def lobby_view(
    states: Sequence[RoomState],
    at: datetime,
    connection: Connection,
    phrases: LobbyPhrases,
    options: LobbyOptions,
    visitors: VisitorCount | None = None,
    *,
    listed: bool = False,
) -> LobbyView:
    """The rooms of `states`, all derived for the instant `at`; those that are gone are left out.

    Without rooms the screen says why: none were found where `listed`, nothing was learned yet where not.
    """
    words = phrases.words
    shown = sorted((one for one in states if one.why is not Why.GONE), key=lambda one: by_place(one.room))
    house = _house(shown, options)
    told = was_set(at) and not any(one.why is Why.CLOCK for one in states)
    return LobbyView(
        title=clean(options.title) or _title(house, phrases),
        clock=words.time(at, house.zone) if told else "",
        date=words.date_long(at.astimezone(house.zone).date()) if told else "",
        visitors=phrases.visitors(fresh(visitors, whole_minute(at), house.zone)),
        note=_note(shown, connection, phrases),
        connection=_mark(shown, connection),
        empty="" if shown else _empty(connection, phrases, listed=listed),
        right_to_left=words.right_to_left,
        rooms=tuple(_row(one, house, phrases, options) for one in shown),
    )


def zone_of(states: Sequence[RoomState], otherwise: ZoneInfo) -> ZoneInfo:
    """The zone that the clock shows: that of the first room."""
    return min(states, key=lambda one: by_place(one.room)).room.zone if states else otherwise


def _house(states: Sequence[RoomState], options: LobbyOptions) -> _House:
    buildings, floors = ({place(one) for one in states} for place in (_building, _floor))
    one_building = len(buildings) == 1
    building = buildings.pop() if one_building else None
    floor = floors.pop() if one_building and len(floors) == 1 else None
    return _House(building, floor, zone_of(states, options.zone))


def _building(state: RoomState) -> str:
    return clean(state.room.building or "")


def _floor(state: RoomState) -> str:
    return clean(state.room.floor or "")


def _title(house: _House, phrases: LobbyPhrases) -> str:
    floor = phrases.words.floor(house.floor) if house.floor else ""
    return phrases.words.dotted(isolated(house.building or ""), isolated(floor)) or phrases.title()


def _row(state: RoomState, house: _House, phrases: LobbyPhrases, options: LobbyOptions) -> LobbyRow:
    name = clean(state.room.name) or clean(state.room.id)
    word, until = phrases.word(state.status), phrases.until(state)
    meeting, place = _meeting(state, phrases), _place(state, house, phrases, options)
    spoken = phrases.words.listed(isolated(name), place, word, until, meeting)
    return LobbyRow(state.room.id, name, state.status.value, word, until, meeting, place, spoken)


def _place(state: RoomState, house: _House, phrases: LobbyPhrases, options: LobbyOptions) -> str:
    """Where the room is, as far as the title does not say it, and what time it is there where it is another."""
    words, room = phrases.words, state.room
    building = "" if house.building is not None else _building(state)
    floor = "" if house.floor is not None or not (name := _floor(state)) else words.floor(name)
    way = clean(options.directions.get(room.id, ""))
    seats = words.seats(room.capacity) if room.capacity is not None and room.capacity > 0 else ""
    other = local_time(state.at, room.zone).utcoffset() != local_time(state.at, house.zone).utcoffset()
    return words.dotted(
        isolated(building), isolated(floor), isolated(way), seats, phrases.elsewhere(state) if other else ""
    )


def _meeting(state: RoomState, phrases: LobbyPhrases) -> str:
    """What somebody who comes now comes for: what runs, or what begins next on this day."""
    match state.status:
        case Status.FREE | Status.STARTING_SOON:
            return _next(state, phrases)
        case Status.OCCUPIED if state.next is not None and state.next.start - whole_minute(state.at) <= ARRIVING:
            return _next(state, phrases)
        case Status.OCCUPIED | Status.WAITING_CHECK_IN:
            return "" if state.current is None else _named(state.current, "", phrases)
        case Status.CLOSED:
            return clean(state.reason or "")
        case Status.UNKNOWN:
            return ""
    assert_never(state.status)


def _next(state: RoomState, phrases: LobbyPhrases) -> str:
    following, zone = state.next, state.room.zone
    if following is None or local_time(following.start, zone).date() != local_time(state.at, zone).date():
        return ""
    return _named(following, phrases.words.time(following.start, zone), phrases)


def _named(one: Appointment, time: str, phrases: LobbyPhrases) -> str:
    words = phrases.words
    doubt = words.pending() if one.pending else ""
    return words.dotted(time, doubt, isolated(title_of(one, words)), isolated(organizer_of(one)))


def _note(states: Sequence[RoomState], connection: Connection, phrases: LobbyPhrases) -> str:
    """How old the oldest data are, as soon as any are no longer fresh."""
    old = [one for one in states if one.freshness.level is not Level.FRESH]
    if not old:
        return ""
    known = [one.freshness.as_of for one in old if one.freshness.as_of is not None]
    trouble = None if connection.trouble in _OFFLINE else connection.trouble
    return phrases.words.note(
        min(known, default=connection.last_contact), old[0].at, zone_of(states, old[0].room.zone), trouble
    )


def _mark(states: Sequence[RoomState], connection: Connection) -> str:
    if connection.trouble in _OFFLINE or (connection.trouble is None and connection.last_contact is None):
        return "offline"
    fresh_all = all(one.freshness.level is Level.FRESH for one in states)
    return "online" if connection.trouble is None and fresh_all else "trouble"


def _empty(connection: Connection, phrases: LobbyPhrases, *, listed: bool) -> str:
    if connection.trouble is not None:
        return phrases.words.trouble(connection.trouble)
    return phrases.empty() if listed else phrases.words.day_empty(known=False)
