"""What the feed hands on, as one immutable value, and the pure steps by which it grows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.backends.base import RoomSettings, Snapshot
from kiosk.domain.access import AccessKeys
from kiosk.domain.agenda import Agenda, local_midnight
from kiosk.domain.connection import Connection
from kiosk.domain.environment import Environment
from kiosk.domain.room import Room

_MIDNIGHT_GRACE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """How the feed asks; all periods in seconds. With `keys_seconds` 0 no keys are asked for.

    `whole_seconds`: how often everything is asked anew, also while the cheap answer shows no change. `fleet_spread`:
    a panel that remembers something delays its first request by a fixed share of this, taken from `device_id`, so
    that a building does not ask in one moment after a power cut. `rooms` is what the config says of rooms;
    `identity` is the name under which the store keeps what is learned.
    """

    poll_seconds: float = 15.0
    keys_seconds: float = 300.0
    whole_seconds: float = 300.0
    stale_after: timedelta = timedelta(seconds=90)
    device_id: str = ""
    fleet_spread: float = 0.0
    identity: str = ""
    rooms: RoomSettings = field(default_factory=RoomSettings)


@dataclass(frozen=True, slots=True)
class FeedState:
    """All that is known: one agenda for each watched room, in their order (`as_of` None: nothing was ever learned).

    `keys` are to be shown before `keys_until` only (None: without limit); see `presentable`. `unknown_rooms` are
    watched ids that the backend does not know. `clock_offset` is the server's clock minus the tablet's. `measured` is
    the air of rooms as one look found it; a panel that runs asks for it apart from this.
    """

    agendas: tuple[Agenda, ...] = ()
    keys: AccessKeys = field(default_factory=AccessKeys)
    connection: Connection = field(default_factory=Connection)
    unknown_rooms: tuple[str, ...] = ()
    clock_offset: timedelta = timedelta()
    keys_until: datetime | None = None
    measured: tuple[Environment, ...] = ()


def presentable(state: FeedState, now: datetime) -> FeedState:
    """The state without keys that may no longer be shown at `now`: an old link is absent, not wrong."""
    if state.keys_until is None or now < state.keys_until:
        return state
    return replace(state, keys=AccessKeys())


def blank(room_id: str, rooms: RoomSettings) -> Agenda:
    """The agenda of a room of which nothing was ever learned."""
    room = Room(room_id, room_id, rooms.zone_of(room_id), hours=rooms.hours_of(room_id))
    return Agenda(room=room, as_of=None)


def merged(known: Mapping[str, Agenda], snapshot: Snapshot) -> dict[str, Agenda]:
    """What is known after a look: a room that is missing from it keeps its old agenda, an unknown one loses it."""
    kept = {room_id: agenda for room_id, agenda in known.items() if room_id not in snapshot.unknown_rooms}
    return kept | {agenda.room.id: agenda for agenda in snapshot.agendas}


def shifted(agenda: Agenda, moved: timedelta) -> Agenda:
    """The same knowledge after the program's clock was moved: what was learned a minute ago is a minute old."""
    return agenda if agenda.as_of is None else replace(agenda, as_of=agenda.as_of + moved)


def next_edge(agendas: Iterable[Agenda], now: datetime) -> datetime | None:
    """The next start or end of anything in the rooms: the moments at which a server changes its answer by itself."""
    edges = (
        edge for agenda in agendas for one in agenda.appointments if one.end > now for edge in (one.start, one.end)
    )
    return min((edge for edge in edges if edge > now), default=None)


def next_midnight(agendas: Iterable[Agenda], now: datetime) -> datetime | None:
    """The next local midnight of any of the rooms; daily keys change then."""
    zones = {agenda.room.time_zone: agenda.room.zone for agenda in agendas}
    days = ((now.astimezone(zone).date() + timedelta(days=1), zone) for zone in zones.values())
    return min((local_midnight(day, zone) for day, zone in days), default=None)


def keys_until(
    keys: AccessKeys, agendas: Iterable[Agenda], connection: Connection, settings: FeedSettings
) -> datetime | None:
    """The instant from which the keys are too old to show; None where there are none.

    That is after twice their period, just after the midnight at which they are replaced, and as soon as a trouble
    with the server has lasted for `stale_after`.
    """
    if keys.as_of is None:
        return None
    limits = [keys.as_of + timedelta(seconds=2 * settings.keys_seconds)]
    if (midnight := next_midnight(agendas, keys.as_of)) is not None:
        limits.append(midnight + _MIDNIGHT_GRACE)
    if connection.trouble is not None:
        limits.append((connection.last_contact or keys.as_of) + settings.stale_after)
    return min(limits)
