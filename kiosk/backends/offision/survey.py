"""Looks at a little of everything whose numbers have names, so that a person can be told which are which."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import timedelta

from kiosk.backends.errors import BackendError
from kiosk.backends.http.records import Id
from kiosk.backends.offision.calibration import Calibration, Sighting
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.enums import (
    BADGE_STATE,
    BOOKING_STATE,
    CONTROLLER_TYPE,
    KEY_TYPE,
    RESOURCE_TYPE,
    SERVICE_TYPE,
    Enumeration,
)
from kiosk.backends.offision.models import ListedAppointment, StateSeen
from kiosk.backends.offision.states import number_of
from kiosk.clock import Clock

AROUND = timedelta(days=1)
_MOST_KEYS = 50
FEW_ROOMS, ROOMS_A_STATE = 500, 100
Look = Callable[[tuple[str, ...]], Awaitable[Iterable[Sighting]]]
"""The records that the server has under these names; of all where there is none."""


class Survey:
    """Asks for each enumeration once with no name, and then by name for what is not understood."""

    def __init__(self, client: OffisionClient, calibration: Calibration, clock: Clock) -> None:
        self._client = client
        self._calibration = calibration
        self._clock = clock

    async def all(self) -> None:
        """Learn what can be learned now. Never raises: what the server does not tell stays unknown.

        Bookings and badges are those of yesterday to tomorrow, links those of the first fifty resources.
        """
        await self._learn(BOOKING_STATE, self._bookings)
        await self._learn(BADGE_STATE, self._badges)
        await self._learn(RESOURCE_TYPE, self._resources)
        await self._learn(KEY_TYPE, self._links)
        await self._learn(CONTROLLER_TYPE, self._controllers)
        await self._learn(SERVICE_TYPE, self._services)

    async def _learn(self, enumeration: Enumeration, look: Look) -> None:
        async def ask(name: str) -> Iterable[Sighting]:
            return await look((name,))

        try:
            seen = await look(())
        except BackendError:
            return
        await self._calibration.learn(enumeration, seen, ask)

    async def _bookings(self, names: tuple[str, ...]) -> Iterable[Sighting]:
        now = self._clock.now()
        search = self._client.appointments(start=now - AROUND, end=now + AROUND, booking_states=names)
        return of_bookings((await search).items)

    async def _badges(self, names: tuple[str, ...]) -> Iterable[Sighting]:
        now = self._clock.now()
        search = self._client.visitors.badges(start=now - AROUND, end=now + AROUND, states=names)
        return [_sighting(one.state, one.id) for one in (await search).items]

    async def _resources(self, names: tuple[str, ...]) -> Iterable[Sighting]:
        return [_sighting(one.type, one.id) for one in (await self._client.bookable_resources(types=names)).items]

    async def _links(self, names: tuple[str, ...]) -> Iterable[Sighting]:
        """A link is told by its room and its type: a link of its own may come with each answer."""
        ids = [str(one.id) for one in (await self._client.bookable_resources()).items][:_MOST_KEYS]
        links = (await self._client.access_keys(ids, names)).items
        return [(number_of(one.type), (str(one.bookable_resource.id), str(one.type))) for one in links]

    async def _controllers(self, names: tuple[str, ...]) -> Iterable[Sighting]:
        return [_sighting(one.type, one.id) for one in (await self._client.epaper.controllers(types=names)).items]

    async def _services(self, names: tuple[str, ...]) -> Iterable[Sighting]:
        return [_sighting(one.type, one.id) for one in (await self._client.service_items(types=names)).items]


def of_bookings(rows: Iterable[ListedAppointment | StateSeen], among: frozenset[str] | None = None) -> list[Sighting]:
    """The states of bookings (of the rooms `among`); an appointment is told by its room, its id and its start."""
    return [
        (None if row.booking is None else number_of(row.booking.booking_state), (room, str(row.id), row.period.start))
        for row in rows
        for room in (str(row.bookable_resource.id),)
        if among is None or room in among
    ]


def some_rooms(rows: Iterable[ListedAppointment], ids: Sequence[str]) -> tuple[str, ...]:
    """Enough of these rooms to learn states by: all of a few hundred, else a hundred for each state that there is."""
    if len(ids) <= FEW_ROOMS:
        return tuple(ids)
    holders: dict[int | None, set[str]] = {}
    for row in rows:
        held = holders.setdefault(None if row.booking is None else number_of(row.booking.booking_state), set())
        if len(held) < ROOMS_A_STATE:
            held.add(str(row.bookable_resource.id))
    chosen = set[str]().union(*holders.values())
    return tuple(one for one in ids if one in chosen)


def _sighting(value: object, key: Id) -> Sighting:
    return number_of(value), str(key)
