"""Writes the demo building into the data file: rooms and people once, the meetings of a day when somebody asks."""

import sqlite3
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.server.bookings import Booking, Slot, insert
from kiosk.server.demo_building import (
    AMENITIES,
    BUILDINGS,
    FLOORS,
    PEOPLE,
    ROOMS,
    SERVED_ROOMS,
    SERVICES,
    DemoRoom,
    Rhythm,
    demo_time_zones,
)
from kiosk.server.demo_day import Meeting, demo_day
from kiosk.server.demo_stock import RESOURCE, stock
from kiosk.server.demo_traces import write_traces
from kiosk.server.instants import DAY, MINUTE, from_ms, period, to_ms
from kiosk.server.numbers import BOOKED, RESOURCE_TYPES
from kiosk.server.store import Store

MOST_DAYS = 62
LONGEST_TAIL = 30 * MINUTE  # how far a day's meetings reach into the next
ROOMS_A_DAY, MEETINGS_A_ROOM = 32, 128
DAMAGED_BOOKING = 2_000_000_000
_CATEGORIES = {Rhythm.BOOTH: (2, "Booth"), Rhythm.CHECK_IN: (2, "Booth"), Rhythm.HALL: (3, "Hall")}
_EPOCH_DAY = date(1970, 1, 1).toordinal()


class DemoDays:
    """The demo building in one store; the same seed gives the same days and the same ids."""

    def __init__(self, store: Store, seed: str) -> None:
        self._store = store
        self._seed = seed
        self._filled: set[int] = set()
        self._traced: set[int] = set()

    @property
    def keys_seed(self) -> str | None:
        """What the links behind the QR codes are made from."""
        return self._seed

    async def open(self) -> None:
        """Write what does not depend on the day, and learn which days are there from an earlier run."""
        self._filled, self._traced = await self._store.write(_open)

    async def fill(self, start: int | None, end: int | None, now: int) -> None:
        """Make sure that `[start, end)` is there: without an end eight days, and never more than 62."""
        missing = [day for day in _days(start, end, now) if day not in self._filled]
        if missing:
            await self._store.write(lambda connection: _fill(connection, self._seed, missing))
            self._filled.update(missing)

    async def fill_traces(self, start: int | None, end: int | None, now: int) -> None:
        """The same, with the visits, the motion and the air of these days."""
        await self.fill(start, end, now)
        missing = [day for day in _days(start, end, now) if day not in self._traced]
        if missing:
            await self._store.write(lambda connection: _trace(connection, self._seed, missing))
            self._traced.update(missing)


def _days(start: int | None, end: int | None, now: int) -> range:
    """The local days, as ordinals, whose meetings may touch the span in any of the buildings."""
    first = start if start is not None else min(now, now if end is None else end) - DAY
    last = end if end is not None else max(now, first) + 8 * DAY
    last = min(last, first + MOST_DAYS * DAY)
    zones = {ZoneInfo(key) for key in demo_time_zones().values()}
    earliest, latest = from_ms(first - LONGEST_TAIL), from_ms(last)
    return range(
        min(earliest.astimezone(zone).toordinal() for zone in zones),
        max(latest.astimezone(zone).toordinal() for zone in zones) + 1,
    )


def _open(connection: sqlite3.Connection) -> tuple[set[int], set[int]]:
    many = connection.executemany
    many("INSERT OR IGNORE INTO building (id, name, address) VALUES (?, ?, ?)", BUILDINGS)
    many("INSERT OR IGNORE INTO floor (id, building_id, name, position) VALUES (?, ?, ?, ?)", FLOORS)
    people = [(one.id, one.name, one.email) for one in PEOPLE]
    many("INSERT OR IGNORE INTO person (id, name, email) VALUES (?, ?, ?)", people)
    many("INSERT OR IGNORE INTO service_item (id, name, description, type) VALUES (?, ?, ?, ?)", SERVICES)
    many(RESOURCE, [_resource(room) for room in ROOMS])
    amenities = [(room.id, AMENITIES.index(name) + 1, name) for room in ROOMS for name in room.amenities]
    many("INSERT OR IGNORE INTO amenity VALUES (?, ?, ?)", amenities)
    served = [(room_id, item[0]) for room_id in SERVED_ROOMS for item in SERVICES]
    many("INSERT OR IGNORE INTO resource_service VALUES (?, ?)", served)
    stock(connection)
    _damage(connection)
    return _written(connection, "demo_day"), _written(connection, "demo_trace")


def _written(connection: sqlite3.Connection, table: Literal["demo_day", "demo_trace"]) -> set[int]:
    return {day for (day,) in connection.execute(f"SELECT day FROM {table}")}  # noqa: S608 - literals


def _resource(room: DemoRoom) -> tuple[object, ...]:
    category = _CATEGORIES.get(room.rhythm, (1, "Meeting room"))
    waits, shut = room.rhythm is Rhythm.CHECK_IN, room.rhythm is Rhythm.SHUT
    place = (room.description, room.floor_id, room.capacity, room.time_zone)
    return (room.id, room.access_id, room.name, RESOURCE_TYPES["room"], *category, *place, waits, shut)


def _damage(connection: sqlite3.Connection) -> None:
    """One record without a period, so that its room cannot be called free."""
    room = next(room for room in ROOMS if room.rhythm is Rhythm.DAMAGED)
    if connection.execute("SELECT 1 FROM booking WHERE id = ?", (DAMAGED_BOOKING,)).fetchone() is None:
        booking = Booking(DAMAGED_BOOKING, f"{DAMAGED_BOOKING}@rooms.example.com", BOOKED)
        insert(connection, booking, [Slot(str(DAMAGED_BOOKING), room.id, None, None)])


def _fill(connection: sqlite3.Connection, seed: str, days: list[int]) -> None:
    """Write these days; one that another request wrote meanwhile is left as it is."""
    written = _written(connection, "demo_day")
    for day in [day for day in days if day not in written]:
        for key, meeting in _keyed(seed, day):
            _write(connection, key, meeting)
        connection.execute("INSERT INTO demo_day VALUES (?)", (day,))


def _trace(connection: sqlite3.Connection, seed: str, days: list[int]) -> None:
    """The same for the traces of these days, whose meetings are written already."""
    written = _written(connection, "demo_trace")
    for day in [day for day in days if day not in written]:
        write_traces(connection, seed, date.fromordinal(day), _keyed(seed, day))
        connection.execute("INSERT INTO demo_trace VALUES (?)", (day,))


def _keyed(seed: str, day: int) -> list[tuple[int, Meeting]]:
    """The meetings of a day (an ordinal), each with the id of its booking."""
    counts: dict[int, int] = {}
    keyed: list[tuple[int, Meeting]] = []
    for meeting in demo_day(seed, date.fromordinal(day)):
        number = counts[meeting.room.id] = counts.get(meeting.room.id, -1) + 1
        key = ((day - _EPOCH_DAY) * ROOMS_A_DAY + meeting.room.id) * MEETINGS_A_ROOM + number
        keyed.append((key, meeting))
    return keyed


def _write(connection: sqlite3.Connection, key: int, meeting: Meeting) -> None:
    one, who = meeting, meeting.organizer
    people = [("Organizer", who), *(("Required", guest) for guest in one.guests)]
    booking = Booking(
        id=key,
        ical_uid=f"{key}@rooms.example.com",
        state=one.state,
        subject=one.subject,
        private=one.private,
        all_day=one.all_day,
        organizer_id=who.id,
        organizer=who.name,
        organizer_email=who.email,
        attendees=[{"userId": person.id, "displayName": person.name, "role": role} for role, person in people],
        turns_into=one.becomes,
        turns_at=None if one.at is None else to_ms(one.at),
    )
    insert(connection, booking, _slots(key, meeting))


def _slots(key: int, meeting: Meeting) -> list[Slot]:
    """The meeting, and with preparation the time before and after it."""
    room_id, start, end = meeting.room.id, to_ms(meeting.start), to_ms(meeting.end)
    if meeting.prepare <= timedelta():
        return [Slot(str(key), room_id, start, end)]
    length = meeting.prepare // timedelta(milliseconds=1)
    item = {"id": SERVICES[0][0], "name": SERVICES[0][1]}
    span = period(start, end, meeting.room.time_zone)
    coffee: dict[str, object] = {"id": f"{key}-1", "status": 0, "serviceItem": item, "period": span}
    return [
        Slot(f"{key}-before", room_id, start - length, start, preparation=True),
        Slot(str(key), room_id, start, end, services=[coffee]),
        Slot(f"{key}-after", room_id, end, end + length, preparation=True),
    ]
