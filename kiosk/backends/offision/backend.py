"""An Offision server as a backend: few requests, and what they say as agendas."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from kiosk.backends.base import Capabilities, RoomSettings, Snapshot
from kiosk.backends.errors import BackendError, Declined, NotAllowed
from kiosk.backends.http.decode import Decoded
from kiosk.backends.offision.calibration import Calibration, Sighting
from kiosk.backends.offision.client import OffisionClient, Statuses
from kiosk.backends.offision.desk import OffisionDesk
from kiosk.backends.offision.directory import Directory, KeptDirectory, room_of
from kiosk.backends.offision.enums import BOOKING_STATE
from kiosk.backends.offision.memory import Memory
from kiosk.backends.offision.models import ListedAppointment
from kiosk.backends.offision.naming import BookingResource, RoomNaming
from kiosk.backends.offision.presence import PostsPresence
from kiosk.backends.offision.survey import Survey, of_bookings, some_rooms
from kiosk.backends.offision.tags import ServesTags
from kiosk.backends.offision.translate import Look, agendas_in
from kiosk.backends.offision.visitorcount import CountsBadges
from kiosk.backends.offision.visits import FindsBadges
from kiosk.clock import Clock
from kiosk.domain.access import AccessKey
from kiosk.domain.agenda import local_midnight
from kiosk.domain.booking import Booking
from kiosk.domain.place import by_place
from kiosk.domain.room import Room

AHEAD = timedelta(hours=36)
_ANY_MIDNIGHT = timedelta(hours=26)
_LONGEST_LINK = 2000
_ROOM_HINTS = ("booking.subscribe", "room_status.subscribe")
_KEY_HINTS = ("access_key.subscribe_daily", "access_key.subscribe")
Outcome = TypeVar("Outcome")
_Rows = tuple[Decoded[ListedAppointment], datetime, float]


class OffisionBackend(PostsPresence, CountsBadges, FindsBadges, ServesTags):
    """Implements `kiosk.backends.base.Backend`.

    `list_seconds` is how long the list of appointments serves while the status does not change, `check_in_opens` how
    long before its start a booking may begin to wait for check-in.
    """

    def __init__(
        self,
        client: OffisionClient,
        directory: Directory,
        calibration: Calibration,
        settings: RoomSettings,
        clock: Clock,
        *,
        list_seconds: float = 60.0,
        check_in_opens: timedelta = timedelta(minutes=10),
        language: str = "en",
        booking_resource: BookingResource = BookingResource.ID,
    ) -> None:
        self.client = client
        self._directory = directory
        self._kept = KeptDirectory(directory, clock)
        self._calibration = calibration
        self._settings = settings
        self._clock = clock
        self._list_seconds = list_seconds
        self._check_in_opens = check_in_opens
        self._language = language
        self._memory: Memory | None = None
        self._desk = OffisionDesk(client, RoomNaming(booking_resource, directory, settings.emails), calibration)
        self._acts = 0

    @property
    def capabilities(self) -> Capabilities:
        """Links, hints, presence, visitors, tags, booking and extending; no check-in, end or cancel in this API."""
        can_book = self._desk.possible
        return Capabilities(
            access_keys=True, hints=True, presence=True, visitors=True, create_booking=can_book, extend=can_book,
            visits=True, arrivals=self.takes_arrivals, hosts=True, tags=True,
        )  # fmt: skip

    async def rooms(self) -> tuple[Room, ...]:
        """All rooms of the directory, sorted by building, floor and name; deleted ones are marked `gone`."""
        entries = {one.id: one for one in await self._directory.all()}
        return tuple(sorted((room_of(one.id, one, self._settings) for one in entries.values()), key=by_place))

    async def agendas(self, room_ids: Sequence[str], now: datetime, *, whole: bool = False) -> Snapshot:
        """What is known of the rooms; see the protocol. One request while nothing changes, else two or three."""
        ids, before = tuple(dict.fromkeys(room_ids)), self.client.transport.sent
        if not ids:
            return Snapshot(())
        acts, memory = self._acts, None if whole else self._memory
        if memory is None or memory.room_ids != ids or self._age(memory) >= self._list_seconds:
            statuses, rows, _ = await _all(self.client.room_status(ids), self._rows(ids, now), self._kept.refresh(ids))
        else:
            statuses = await self.client.room_status(ids)
            if memory.still_good(statuses.body, now, self._check_in_opens):
                rows = memory.rows, memory.known_until, memory.listed_at
            else:
                rows, _ = await _all(self._rows(ids, now), self._kept.refresh(ids))
        missing = set(ids) - {str(one.bookable_resource.id) for one in statuses.rooms.items}
        if missing:
            await self._kept.refresh(ids, keep=self._list_seconds)
        snapshot = self._snapshot(now, statuses, rows, ids=ids, missing=missing, before=before)
        if acts != self._acts:
            self._memory = None
        return snapshot

    async def access_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:
        """The links of rooms, as the server orders them; what is no web address is left out."""
        if not room_ids:
            return ()
        return await self._keys(room_ids)

    async def lasting_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:
        """One link a room: the static one, else the day's; see `HasLastingKeys`."""
        static = await self._keys(room_ids, "static") if room_ids else ()
        rest = [one for one in room_ids if all(key.room_id != one for key in static)]
        daily = await self._keys(rest, "daily") if rest else ()
        return tuple({key.room_id: key for key in reversed((*static, *daily))}.values())

    async def _keys(self, room_ids: Sequence[str], *types: str) -> tuple[AccessKey, ...]:
        links = await self.client.access_keys(room_ids, types)
        keys = (AccessKey(str(one.bookable_resource.id), (one.access_url or "").strip()) for one in links.items)
        return tuple(key for key in keys if _is_link(key.url) and key.room_id in room_ids)

    async def subscribe(self, room_ids: Sequence[str], callback_url: str, minutes: int) -> None:
        """Ask for hints about bookings, status and keys. Enough when one kind of hint about the rooms is granted."""
        names = (*_ROOM_HINTS, *_KEY_HINTS)
        asked = (self.client.subscribe(name, room_ids, callback_url, minutes) for name in names)
        results = dict(zip(names, await asyncio.gather(*asked, return_exceptions=True), strict=True))
        failures = [results[name] for name in _ROOM_HINTS if results[name] is not None]
        unexpected = [one for one in results.values() if one is not None and not isinstance(one, BackendError)]
        if unexpected or len(failures) == len(_ROOM_HINTS):
            raise _worst([*unexpected, *failures])

    async def book(
        self, room_id: str, start: datetime, end: datetime, subject: str | None = None, *, marker: str | None = None
    ) -> Booking:
        """A new booking; see `CanBook`."""
        return await self._acted(self._desk.book(self._room(room_id), start, end, subject, marker=marker))

    async def find_own(
        self, room_id: str, start: datetime, end: datetime, subject: str | None, *, marker: str
    ) -> Booking | None:
        """The booking with this marker; see `FindsOwn`."""
        return await self._desk.find_own(self._room(room_id), start, end, subject, marker)

    async def extend(self, held: Booking, end: datetime) -> Booking:
        """A booking that directly follows, for that is all that the API can do; see `CanExtend`."""
        return await self._acted(self._desk.extend(self._room(held.room_id), held, end))

    async def survey(self) -> None:
        """Learn what the server's numbers mean, of everything that has names. Some thirty requests; never raises."""
        await Survey(self.client, self._calibration, self._clock).all()

    def enum_report(self) -> list[tuple[str, dict[str, int]]]:
        """Each enumeration of the API with the names whose numbers are known, of this run and of earlier ones."""
        return self._calibration.learned.report()

    async def aclose(self) -> None:
        """Close connections."""
        await self.client.transport.aclose()

    def _snapshot(
        self, now: datetime, statuses: Statuses, rows: _Rows, *, ids: tuple[str, ...], missing: set[str], before: int
    ) -> Snapshot:
        listed, known_until, listed_at = rows
        basis = (listed, self._kept.entries, self._kept.complete, self._calibration.learned)
        if (memory := self._memory) is not None and memory.same_again(ids, statuses.body, basis, now):
            self._memory = replace(memory, agendas=memory.aged(now), looked_at=now)
            return Snapshot(self._memory.agendas, memory.unknown, statuses.clock, self.client.transport.sent - before)
        look = Look(
            statuses.rooms,
            listed,
            now,
            known_until,
            self._kept.entries,
            self._calibration.learned.states,
            self._settings,
            self._language,
        )
        nowhere = missing - self._heard_of(statuses, listed) if self._is_certain(statuses) else set()
        unknown = tuple(one for one in ids if one in nowhere)
        agendas = agendas_in(look, [one for one in ids if one not in nowhere])
        self._memory = Memory(ids, statuses.body, listed, known_until, listed_at, now, agendas, unknown, basis)
        return Snapshot(agendas, unknown, statuses.clock, self.client.transport.sent - before)

    async def _acted(self, act: Awaitable[Outcome]) -> Outcome:
        """What an act comes to; however it ends, nothing that was seen before or meanwhile is relied on after it."""
        try:
            return await act
        except Declined:
            self._kept.doubt()
            raise
        finally:
            self._acts += 1
            self._memory = None

    def _room(self, room_id: str) -> Room:
        return room_of(room_id, self._kept.entries.get(room_id), self._settings)

    def _heard_of(self, statuses: Statuses, rows: Decoded[ListedAppointment]) -> set[str]:
        """The rooms that some answer other than the status speaks of."""
        named = {str(one.bookable_resource.id) for one in rows.items}
        return named | {one.room_id for one in statuses.rooms.bad if one.room_id} | set(self._kept.entries)

    def _is_certain(self, statuses: Statuses) -> bool:
        """Whether a room that no answer speaks of does not exist; a status of an unreadable room may be its."""
        return self._kept.complete and all(one.room_id is not None for one in statuses.rooms.bad)

    async def _rows(self, ids: tuple[str, ...], now: datetime) -> _Rows:
        """The list of appointments, with every state in it understood as far as the server lets us."""
        asked_at, start, end = self._clock.monotonic(), self._start(ids, now), now + AHEAD
        rows = await self.client.listed(resource_ids=ids, start=start, end=end)
        some = some_rooms(rows.items, ids)
        among = None if some == ids else frozenset(some)
        ask = partial(self.client.states_listed, resource_ids=some, start=start, end=end)

        async def by_state(name: str) -> list[Sighting]:
            return of_bookings((await ask(name)).items, among)

        await self._calibration.learn(BOOKING_STATE, of_bookings(rows.items, among), by_state)
        return rows, end, asked_at

    def _start(self, ids: tuple[str, ...], now: datetime) -> datetime:
        """The earliest midnight of the rooms; of all zones, while the directory may still tell the rooms' own."""
        if self._directory.tells_zones and not self._kept.entries.keys() >= set(ids):
            return now - _ANY_MIDNIGHT
        zones = {room_of(one, self._kept.entries.get(one), self._settings).zone for one in ids}
        return min(local_midnight(now.astimezone(zone).date(), zone) for zone in zones)

    def _age(self, memory: Memory) -> float:
        return self._clock.monotonic() - memory.listed_at


async def _all(*works: Any) -> list[Any]:  # noqa: ANN401 - one result of each kind
    """The results of all, once all are done; where some failed, the failure that says most."""
    results = await asyncio.gather(*works, return_exceptions=True)
    if failures := [one for one in results if isinstance(one, BaseException)]:
        raise _worst(failures)
    return list(results)


def _worst(failures: Sequence[BaseException | None]) -> BaseException:
    """What is unexpected goes first, then a refused token, then the first."""
    found = [one for one in failures if one is not None]
    order = {False: 2, True: 1}
    return min(found, key=lambda one: order[isinstance(one, NotAllowed)] if isinstance(one, BackendError) else 0)


def _is_link(url: str) -> bool:
    return url.startswith(("https://", "http://")) and len(url) <= _LONGEST_LINK and url.isprintable()
