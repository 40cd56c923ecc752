"""What the feed knows: takes answers in, keeps instants true when the clock is moved, and remembers in the store."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from kiosk.backends.base import ClockReading, Snapshot
from kiosk.clock import Clock, Contact
from kiosk.domain.access import AccessKeys
from kiosk.domain.agenda import Agenda
from kiosk.domain.connection import Connection, Trouble
from kiosk.sync.model import FeedSettings, FeedState, blank, keys_until, merged, shifted
from kiosk.sync.serverclock import LARGE, ServerClock
from kiosk.sync.store import Store

_log = logging.getLogger(__name__)
_NEVER = 3


class Knowledge:
    """Starts from what the store remembers; `state` is always complete and consistent."""

    def __init__(self, room_ids: Sequence[str], clock: Clock, settings: FeedSettings, store: Store | None) -> None:
        self._room_ids = tuple(room_ids)
        self._clock = clock
        self._settings = settings
        self._store = store
        name = settings.identity
        remembered = () if store is None or not room_ids else store.read_agendas(name, self._room_ids)
        self._agendas = {agenda.room.id: agenda for agenda in remembered}
        self._keys = AccessKeys() if store is None else store.read_keys(name)
        self._server_clock = ServerClock(timedelta() if store is None else store.read_offset(name))
        self._timeless = 0
        self._contact: Contact | None = None
        self._adrift = frozenset(self._agendas)
        if store is None or went_on(clock, store, name, remembered):
            self._adrift = frozenset()
        elif self._adrift:
            _log.warning("This device's clock may not be set. Until the server answers, nothing counts as known.")
        self._learned: frozenset[str] = frozenset()
        self._keys_learned = False
        self.state = self._whole_state(FeedState())

    @property
    def in_doubt(self) -> bool:
        """Whether the last answer's time was so odd that only another answer can tell."""
        return self._server_clock.doubted is not None

    def learn(self, snapshot: Snapshot) -> bool:
        """Take a usable answer in; whether it showed that the program's clock was far off."""
        self._agendas = merged(self._agendas, snapshot)
        self._learned = (self._learned | {one.room.id for one in snapshot.agendas}).intersection(self._agendas)
        moved = self._tell_time(snapshot)
        connection = Connection(last_contact=self._clock.now())
        unknown = tuple(room_id for room_id in self._room_ids if room_id in snapshot.unknown_rooms)
        self.state = self._whole_state(replace(self.state, connection=connection, unknown_rooms=unknown))
        if self._store is not None:
            known = tuple(self._agendas[room_id] for room_id in self._room_ids if room_id in self._agendas)
            self._store.save(self._settings.identity, known, forget=unknown, contact=self._contact)
        return abs(moved) > LARGE

    def learn_keys(self, keys: AccessKeys) -> None:
        """Take the keys of the watched rooms in."""
        self._keys = replace(keys, keys=tuple(key for key in keys.keys if key.room_id in self._room_ids))
        self._keys_learned = True
        self.state = self._whole_state(self.state)
        if self._store is not None:
            self._store.save_keys(self._settings.identity, self._keys)

    def fail(self, trouble: Trouble) -> None:
        """Keep what is known, and say why there is nothing newer."""
        self.state = self._whole_state(replace(self.state, connection=replace(self.state.connection, trouble=trouble)))

    def _whole_state(self, state: FeedState) -> FeedState:
        blanks = self._settings.rooms
        known = (self._agendas.get(room_id) or blank(room_id, blanks) for room_id in self._room_ids)
        agendas = tuple(replace(one, adrift=True) if one.room.id in self._adrift else one for one in known)
        until = keys_until(self._keys, agendas, state.connection, self._settings)
        offset = self._server_clock.offset
        return replace(state, agendas=agendas, keys=self._keys, keys_until=until, clock_offset=offset)

    def _tell_time(self, snapshot: Snapshot) -> timedelta:
        """How far the clock was moved by an answer.

        One that tells no time is what a clock that was set meanwhile makes of any; only from a server that never
        tells it, what is brought is taken for new by this device's own.
        """
        if snapshot.clock is None:
            self._timeless += 1
            if self._timeless >= _NEVER:
                self._adrift -= {one.room.id for one in snapshot.agendas}
            return timedelta()
        self._timeless = 0
        return self._set_clock(snapshot.clock)

    def _set_clock(self, reading: ClockReading) -> timedelta:
        """Go by the server's clock. What this process learned by the old one moves along, what was stored does not."""
        was_large, before = self._server_clock.large, self._server_clock.offset
        read = self._server_clock
        self._server_clock = read.with_reading(reading)
        if self._server_clock.readings is read.readings:  # it was not believed, and so it confirms nothing
            return timedelta()
        moved = self._clock.set_offset(self._server_clock.offset)
        self._contact, self._adrift = self._clock.contact(), frozenset()
        if moved:
            for room_id in self._learned:
                self._agendas[room_id] = shifted(self._agendas[room_id], moved)
            if self._keys_learned and self._keys.as_of is not None:
                self._keys = replace(self._keys, as_of=self._keys.as_of + moved)
        if self._server_clock.large and not was_large:
            seconds = round(self._server_clock.offset.total_seconds())
            _log.warning("The server's clock is %+d s from this device's; the server's is gone by.", seconds)
        if self._store is not None and self._server_clock.offset != before:
            self._store.save_offset(self._settings.identity, self._server_clock.offset)
        return moved


def went_on(clock: Clock, store: Store, identity: str, remembered: Sequence[Agenda]) -> bool:
    """Set the clock by the last contact that `store` knows of; whether it tells the age of what is remembered."""
    contact = store.read_contact(identity) or _last_look(remembered)
    return clock.resume(contact, store.read_offset(identity))


def _last_look(agendas: Sequence[Agenda]) -> Contact | None:
    """The youngest of what is remembered, from a time when contacts were not kept."""
    looks = [one.as_of for one in agendas if one.as_of is not None]
    return Contact(max(looks)) if looks else None
