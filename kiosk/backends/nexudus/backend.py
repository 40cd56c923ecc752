"""A Nexudus account as a backend: one request a poll for all its rooms, and what it says as agendas."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from kiosk.backends.base import Capabilities, RoomSettings, Snapshot
from kiosk.backends.errors import Rejected
from kiosk.backends.nexudus.bookings import Desk
from kiosk.backends.nexudus.checkin import CheckInCommand
from kiosk.backends.nexudus.client import Listing, NexudusClient
from kiosk.backends.nexudus.closures import Closures
from kiosk.backends.nexudus.details import Details
from kiosk.backends.nexudus.directory import Directory, room_of
from kiosk.backends.nexudus.translate import Look, agendas_in, booked_rooms, homeless, mark_of, room_in, untold
from kiosk.backends.nexudus.visitors import Visitors
from kiosk.clock import Clock
from kiosk.domain.access import AccessKey
from kiosk.domain.agenda import local_midnight
from kiosk.domain.booking import Booking
from kiosk.domain.place import by_place
from kiosk.domain.room import Room
from kiosk.domain.visit import Visit

AHEAD = timedelta(hours=36)


class NexudusBackend:
    """Implements `kiosk.backends.base.Backend`, and what a panel can do with bookings.

    Requests are counted per account, and this program knows of its own only: many panels ask by way of a relay.
    """

    def __init__(
        self,
        client: NexudusClient,
        settings: RoomSettings,
        clock: Clock,
        check_in: CheckInCommand,
        new_id: Callable[[], str],
        *,
        coworker_id: int | None = None,
    ) -> None:
        self.client = client
        self.check_in_command = check_in
        self._settings = settings
        self._desk = Desk(client.asking_anew(), check_in, new_id, coworker_id=coworker_id)
        self._directory = Directory(client, clock)
        self._closures = Closures(client, clock)
        self._details = Details(client)
        self._visitors = Visitors(client.asking_anew(), settings)

    @property
    def capabilities(self) -> Capabilities:
        """All but links and hints; check-in as soon as its command is known."""
        can_check_in = self.check_in_command.key is not None
        return Capabilities(
            create_booking=True, check_in=can_check_in, extend=True, end=True, cancel=True, visits=True, arrivals=True
        )

    async def rooms(self) -> tuple[Room, ...]:
        """All rooms but hidden ones and hot desks, sorted by building, floor and name; archived ones are `gone`."""
        await self._directory.load()
        shown = [one for one in self._directory.entries.values() if one.visible and not one.desk]
        return tuple(sorted((room_of(one.id, one, self._settings) for one in shown), key=by_place))

    async def agendas(self, room_ids: Sequence[str], now: datetime, *, whole: bool = False) -> Snapshot:
        """What is known of the rooms; see the protocol. One request a page of the account's bookings.

        Where a relay kept the bookings, they count as fetched when it fetched them.
        """
        ids, before = tuple(dict.fromkeys(room_ids)), self.client.session.transport.sent
        if not ids:
            return Snapshot(())
        start, end = self._start(ids, now), whole_hour(now + AHEAD)
        listing, *others = await asyncio.gather(
            self.client.bookings(start, end),
            self._closures.refresh(start, end, anew=whole),
            self._directory.refresh(anew=whole),
            self.check_in_command.refresh(),
            return_exceptions=True,
        )
        for failure in others:
            if failure is not None:
                raise failure
        if isinstance(listing, BaseException):
            raise listing
        look = await self._look(ids, listing, now - timedelta(seconds=listing.age), end, anew=whole)
        nowhere = self._nowhere(ids, look)
        agendas = agendas_in(look, [one for one in ids if one not in nowhere])
        return Snapshot(agendas, tuple(nowhere), listing.clock, self.client.session.transport.sent - before)

    async def access_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:  # noqa: ARG002 - there are none
        """None: there are no links in this API."""
        return ()

    async def subscribe(self, room_ids: Sequence[str], callback_url: str, minutes: int) -> None:  # noqa: ARG002
        """Refused: this API calls nobody on behalf of a panel; see `capabilities.hints`."""
        raise Rejected("A Nexudus account sends no change hints to panels.", "Leave [sync] callback_url empty.")

    async def book(
        self, room_id: str, start: datetime, end: datetime, subject: str | None = None, *, marker: str | None = None
    ) -> Booking:
        """A new booking; see `kiosk.backends.abilities`, and `Desk.book` for `marker`."""
        entry = self._directory.entries.get(room_id)
        if entry is not None and (entry.archived or not entry.visible):
            raise Rejected("This room is not offered for booking.", "Choose another room.")
        room, places = self._room(room_id), partial(self._places, room_id)
        return await self._desk.book(room, start, end, subject, marker=marker, places=places)

    async def find_own(
        self, room_id: str, start: datetime, end: datetime, subject: str | None, *, marker: str
    ) -> Booking | None:
        """The booking with this marker; see `FindsOwn`."""
        room, places = self._room(room_id), partial(self._places, room_id)
        return await self._desk.find_own(room, start, end, subject, marker, places=places)

    async def check_in(self, held: Booking) -> Booking:
        """The booking, checked in."""
        await self.check_in_command.refresh()
        return await self._desk.check_in(held)

    async def extend(self, held: Booking, end: datetime) -> Booking:
        """The same booking, which lasts until `end`."""
        room, places = self._room(held.room_id), partial(self._places, held.room_id)
        return await self._desk.extend(room, held, end, places=places)

    async def end(self, held: Booking, at: datetime) -> Booking:
        """The same booking, over at this instant."""
        return await self._desk.end(self._room(held.room_id), held, at)

    async def cancel(self, held: Booking) -> None:
        """Nothing is left of the booking, and no fee."""
        await self._desk.cancel(held)

    async def find_visits(self, code: str, at: datetime) -> tuple[Visit, ...]:
        """See `FindsVisits`; a visitor has no badge's uid here."""
        return await self._visitors.find(code, at)

    async def arrive(self, visit: Visit, at: datetime, key: str) -> None:  # noqa: ARG002 - it looks before it writes
        """See `TakesArrivals`."""
        await self._visitors.arrive(visit, at)

    async def leave(self, visit: Visit, at: datetime, key: str) -> None:  # noqa: ARG002 - it looks before it writes
        """See `TakesArrivals`."""
        await self._visitors.leave(visit, at)

    async def aclose(self) -> None:
        """Close connections."""
        await self.client.session.aclose()

    def _room(self, room_id: str) -> Room:
        return room_of(room_id, self._directory.entries.get(room_id), self._settings)

    async def _places(self, room_id: str) -> int:
        """How many bookings the room takes at once; the list of rooms does not tell."""
        await self._directory.detail([room_id])
        entry = self._directory.entries.get(room_id)
        return 1 if entry is None else max(entry.at_once, 1)

    def _start(self, ids: Sequence[str], now: datetime) -> datetime:
        """The earliest midnight of the rooms."""
        zones = {self._room(one).zone for one in ids}
        return min(local_midnight(now.astimezone(zone).date(), zone) for zone in zones)

    async def _look(
        self, ids: Sequence[str], listing: Listing, now: datetime, known_until: datetime, *, anew: bool
    ) -> Look:
        """What was learned, after asking by id for what the lists leave out, a few a poll."""
        values = [value for _, value in listing.rows.good] + list(listing.rows.bad)
        self._details.keep((mark for value in values if (mark := mark_of(value)) is not None), anew=anew)
        look = Look(
            listing.rows,
            now,
            known_until,
            self._settings,
            self._directory.entries,
            self._closures.known,
            self._closures.unreadable,
            self._details.known,
        )
        await self._details.learn([*homeless(look), *untold(look, ids)])
        await self._directory.detail(booked_rooms(look, ids))
        return look

    def _nowhere(self, ids: Sequence[str], look: Look) -> list[str]:
        """The rooms that the account does not know, as far as that is certain."""
        if not self._directory.complete:
            return []
        named = {room_in(value, look) for _, value in look.rows.good}
        return [one for one in ids if one not in self._directory.entries and one not in named]


def whole_hour(moment: datetime) -> datetime:
    """The next whole hour: all panels of a site ask for the same span, whenever each of them does."""
    floor = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return floor if floor == moment else floor + timedelta(hours=1)
