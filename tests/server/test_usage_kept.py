# ruff: noqa: S608 - the tests' own words
"""The kept usage figures are those that the bookings and the motion themselves give, whatever happened to them."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kiosk.server.instants import DAY, MINUTE, from_ms, to_ms
from kiosk.server.schema import VERSIONS
from kiosk.server.store import Store
from kiosk.server.usage import GROUPS, bucket_starts, edges_of, use_of
from kiosk.server.usage_count import AT_ONCE, count_due, count_up
from kiosk.server.usage_read import Sums, by_resource, by_time, chosen
from kiosk.server.used_time import BOOKED, SEEN
from tests.server import slow_usage

MIDNIGHT = to_ms(datetime(2026, 10, 24, 22, tzinfo=UTC))  # Berlin's; its clocks go back in the night that begins
ROOMS = st.integers(1, 4)
SENSORS = st.integers(1, 3)
STATES = st.integers(0, 6)
WHICH = st.integers(0, 50)
INSTANTS = st.one_of(
    st.integers(-12, 12).map(lambda step: MIDNIGHT + step * 2 * 60 * MINUTE),
    st.integers(-300, 300).map(lambda step: MIDNIGHT + step * 5 * MINUTE),
    st.integers(-DAY, DAY).map(lambda by: MIDNIGHT + by),
)
LENGTHS = st.one_of(st.integers(1, 40).map(lambda step: step * 5 * MINUTE), st.integers(1, 3 * DAY))
OFFSETS = st.one_of(st.sampled_from([0, 60, 120, -300, 330, 480]), st.integers(-12 * 60, 14 * 60))
FURNISHED = (
    "INSERT INTO building (id, name) VALUES (1, 'Haus')",
    "INSERT INTO floor VALUES (1, 1, 'EG', 0), (2, 1, 'OG', 1)",
    """INSERT INTO resource (id, name, type, floor_id, time_zone) VALUES (1, 'a', 0, 1, 'UTC'), (2, 'b', 0, 1, 'UTC'),
        (3, 'c', 0, 2, 'UTC'), (4, 'd', 0, NULL, 'UTC')""",
    "INSERT INTO sensor (id, kind, access_id, resource_id) VALUES (1, 0, 'A', 1), (2, 0, 'B', 1), (3, 0, 'C', 3)",
)
ONE = "(SELECT id FROM {0} LIMIT 1 OFFSET ? % max(1, (SELECT count(*) FROM {0})))"
SLOT = f"""INSERT INTO appointment (id, booking_id, resource_id, starts, ends, preparation)
    SELECT 'a' || count(*), {ONE.format("booking")}, ?, ?, ? + ?, ? FROM appointment"""
BOOKING = "INSERT INTO booking (ical_uid, state, turns_into, turns_at) VALUES ('', ?, ?, ?)"
TURN = f"UPDATE booking SET state = ?, turns_into = ?, turns_at = ? WHERE id = {ONE.format('booking')}"
MOTION = "INSERT INTO motion VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seen = excluded.seen"
Change = tuple[str, list[object]]


def _change(sql: str, *values: st.SearchStrategy[object]) -> st.SearchStrategy[Change]:
    return st.tuples(st.just(sql), st.tuples(*values).map(list))


def _slot(which: int, room: int, start: int, length: int, preparation: bool) -> Change:  # noqa: FBT001 - a column
    return SLOT, [which, room, start, start, length, preparation]


SLOTS = st.builds(_slot, WHICH, ROOMS, INSTANTS, LENGTHS, st.booleans())
CHANGES = st.one_of(
    _change(BOOKING, STATES, STATES, INSTANTS),
    _change(BOOKING, STATES, st.none(), st.none()),
    SLOTS,
    SLOTS,
    _change(f"UPDATE appointment SET starts = ends - ? WHERE id = {ONE.format('appointment')}", LENGTHS, WHICH),
    _change(f"UPDATE appointment SET resource_id = ? WHERE id = {ONE.format('appointment')}", ROOMS, WHICH),
    _change(f"DELETE FROM appointment WHERE id = {ONE.format('appointment')} AND id != 'a0'", WHICH),
    _change(TURN, STATES, STATES, INSTANTS, WHICH),
    _change(MOTION, SENSORS, INSTANTS, st.booleans()),
    _change(MOTION, SENSORS, INSTANTS, st.just(value=True)),
    _change("DELETE FROM motion WHERE sensor_id = ? AND at < ?", SENSORS, INSTANTS),
    _change("UPDATE sensor SET resource_id = ? WHERE id = ?", st.none() | ROOMS, SENSORS),
    _change(
        "UPDATE resource SET floor_id = ?, is_deleted = ? WHERE id = ?",
        st.none() | st.integers(1, 2),
        st.booleans(),
        ROOMS,
    ),
)
REPORTS = st.tuples(
    INSTANTS,
    LENGTHS,
    OFFSETS,
    st.sampled_from([name for name in GROUPS if name != "FiveMinutes"]),
    st.none() | st.lists(ROOMS, max_size=3),
    st.none() | st.lists(st.integers(1, 2), max_size=2),
)
Report = tuple[int, int, int, str, list[int] | None, list[int] | None]


def agree(connection: sqlite3.Connection, source: int, report: Report, now: int) -> None:
    begin, length, offset, group, ids, floors = report
    zone = timezone(timedelta(minutes=offset))
    start, end = from_ms(begin).astimezone(zone), from_ms(begin + length).astimezone(zone)
    asked = chosen(source, ids, floors, connection)
    spans = {key: slow_usage.spans_of(connection, source, key, now) for key in asked.names}
    top = now if source == SEEN else begin + length

    found = by_resource(asked, begin, min(begin + length, top), connection)
    rows = {key: use_of(*found.get(key, (0, 0)), length) for key in asked.names}
    assert rows == {key: slow_usage.use([one], begin, begin + length) for key, one in spans.items()}

    starts = list(bucket_starts(start, end, group))
    sums = by_time(asked, Sums(edges_of(starts, begin, begin + length), top), connection)
    assert sums.uses(len(spans)) == slow_usage.by_time(list(spans.values()), start, end, group)


@settings(max_examples=150, deadline=None, phases=(Phase.generate,))
@given(
    st.lists(st.tuples(CHANGES, st.none() | INSTANTS), max_size=60),
    st.lists(REPORTS, min_size=1, max_size=4),
    st.booleans(),
)
def test_whatever_happens_the_figures_are_right(
    changes: list[tuple[Change, int | None]],
    reports: list[Report],
    written_before: bool,  # noqa: FBT001 - drawn
) -> None:
    async def work() -> None:
        store = await Store.open(None, *([] if written_before else [count_due]))
        now = MIDNIGHT
        await store.write(lambda connection: [connection.execute(one) for one in FURNISHED])
        await store.write(lambda connection: connection.execute(BOOKING, (0, None, None)))
        for (sql, values), moved in changes:
            await store.write(lambda connection: connection.execute(sql, values))  # noqa: B023 - awaited here
            if moved is not None and not written_before:
                now = moved
                await count_up(store, now)
        await count_up(store, now)
        for report in reports:
            for source in (BOOKED, SEEN):
                await store.read(lambda connection: agree(connection, source, report, now))  # noqa: B023
        await store.close()

    asyncio.run(work())


MEETING = "INSERT INTO appointment (id, booking_id, resource_id, starts, ends) VALUES (?, 1, ?, ?, ?)"
WEEK: Report = (MIDNIGHT - 2 * DAY, 7 * DAY, 120, "Daily", None, None)


async def test_a_file_of_an_older_program_is_counted_once(tmp_path: Path) -> None:
    path, now = tmp_path / "office.sqlite", MIDNIGHT + DAY
    with closing(sqlite3.connect(path)) as older:
        older.executescript("".join((*VERSIONS[:-1], f"PRAGMA user_version = {len(VERSIONS) - 1};")))
        for one in FURNISHED:
            older.execute(one)
        older.execute(BOOKING, (0, 5, MIDNIGHT + 2 * DAY))
        hours = [(f"a{hour}", 1 + hour % 4, MIDNIGHT + hour * 60 * MINUTE) for hour in range(48)]
        older.executemany(MEETING, [(*one, one[2] + 45 * MINUTE) for one in hours])
        older.executemany(MOTION, [(1 + hour % 3, start + MINUTE, True) for hour, (_, _, start) in enumerate(hours)])
        older.commit()

    for at in (now, now, now + 2 * DAY, now):
        store = await Store.open(path, count_due)
        await count_up(store, at)
        for source in (BOOKED, SEEN):
            await store.read(lambda connection: agree(connection, source, WEEK, at))  # noqa: B023 - awaited here
        await store.close()


async def test_what_is_due_is_counted_in_parts(tmp_path: Path) -> None:
    def left(connection: sqlite3.Connection) -> int:
        return int(connection.execute("SELECT count(*) FROM usage_due").fetchone()[0])

    many = [(f"a{n}", 1 + n % 4, MIDNIGHT + n * MINUTE, MIDNIGHT + (n + 1) * MINUTE) for n in range(AT_ONCE + 7)]
    store = await Store.open(tmp_path / "office.sqlite", count_due)
    await store.write(lambda connection: [connection.execute(one) for one in FURNISHED])
    await store.write(lambda connection: connection.execute(BOOKING, (0, None, None)))
    await store.write(lambda connection: connection.executemany(MEETING, many))
    assert await store.read(left) == 7
    await count_up(store, MIDNIGHT)
    assert await store.read(left) == 0
    await store.read(lambda connection: agree(connection, BOOKED, WEEK, MIDNIGHT))
    await store.close()


async def test_a_write_that_fails_leaves_the_figures_as_they_were(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "office.sqlite", count_due)
    await store.write(lambda connection: [connection.execute(one) for one in FURNISHED])
    await store.write(lambda connection: connection.execute(BOOKING, (0, None, None)))
    with pytest.raises(sqlite3.IntegrityError):
        await store.write(
            lambda connection: connection.executemany(MEETING, [(key, 1, MIDNIGHT, MIDNIGHT + DAY) for key in "aa"])
        )
    await store.read(lambda connection: agree(connection, BOOKED, WEEK, MIDNIGHT))
    assert not await store.read(lambda connection: connection.execute("SELECT 1 FROM usage_day").fetchall())
    await store.close()


async def test_a_report_reads_neither_bookings_nor_motion(tmp_path: Path) -> None:
    """Else a year of a whole house takes seconds, which no assertion about time would show reliably."""
    store = await Store.open(tmp_path / "office.sqlite", count_due)
    await store.write(lambda connection: [connection.execute(one) for one in FURNISHED])
    await store.write(lambda connection: connection.execute(BOOKING, (0, None, None)))
    await store.write(lambda connection: connection.execute(MEETING, ("a", 1, MIDNIGHT, MIDNIGHT + DAY)))

    def traced(connection: sqlite3.Connection) -> list[str]:
        queries: list[str] = []
        connection.set_trace_callback(queries.append)
        for floors in (None, [1], [2, 1]):
            asked = chosen(BOOKED, None, floors, connection)
            assert by_resource(asked, MIDNIGHT, MIDNIGHT + DAY, connection)[1] == (1, DAY)
            assert by_time(asked, Sums([MIDNIGHT, MIDNIGHT + DAY], MIDNIGHT + DAY), connection).used == [DAY]
        connection.set_trace_callback(None)
        return queries

    queries = await store.read(traced)
    assert len(queries) >= 12
    assert not [one for one in queries if "appointment" in one or "motion" in one or "FROM booking" in one]
    await store.close()
