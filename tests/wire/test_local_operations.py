"""Every method of the client against the real local server and its demo building."""

import asyncio
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import Conflict, NotFound
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.decode import Decoded
from kiosk.backends.local.backend import open_local
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.enums import ENUMERATIONS
from kiosk.backends.offision.models import BookingRequest, Named, ZonedRange
from kiosk.backends.offision.models_house import TagStatus
from kiosk.backends.offision.models_sensors import EnvironmentReading, OccupancyReading, SensorRequest
from kiosk.backends.offision.open import open_client
from kiosk.backends.offision.operations import ROWS
from kiosk.backends.offision.search import Record, Search
from kiosk.clock import Clock, FixedClock
from kiosk.server.run import EmbeddedServer
from tests.wire.conftest import FRIDAY, TOKEN

DAY = timedelta(days=1)
HINT = "http://127.0.0.1:9/hint"
Check = Callable[[OffisionClient], Awaitable[object]]


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(FRIDAY))
    yield server.start()
    server.stop()


@pytest.fixture
async def client(demo: str) -> AsyncIterator[OffisionClient]:
    opened = open_client(demo, Auth(TOKEN), Clock())
    yield opened
    await opened.transport.aclose()


async def whole(search: Search[Record]) -> Decoded[Record]:
    """The answer to a search that finds something, all of it readable."""
    found = await search
    assert found.items
    assert (found.bad, found.repaired) == ((), 0)
    return found


async def information(client: OffisionClient) -> None:
    assert isinstance(await client.information(), dict)


async def badge(client: OffisionClient) -> None:
    first = (await whole(client.visitors.badges(start=FRIDAY - DAY, end=FRIDAY + DAY))).items[0]
    assert first.uid is not None
    assert await client.visitors.badge(str(first.id)) == await client.visitors.badge(first.uid) == first


async def badges(client: OffisionClient) -> None:
    every = (await whole(client.visitors.badges(start=FRIDAY - DAY, end=FRIDAY + DAY))).items
    code = every[0].registration_code
    assert code is not None
    found = await whole(client.visitors.badges(registration_codes=(code,)))
    assert {one.registration_code for one in found.items} == {code}


async def visits(client: OffisionClient) -> None:
    found = await whole(client.visitors.appointments(start=FRIDAY - DAY, end=FRIDAY + DAY))
    assert all(one.period is not None and one.visitors for one in found.items)


async def user(client: OffisionClient) -> None:
    assert (await client.user("1")).display_name is not None


async def users(client: OffisionClient) -> None:
    name = (await client.user("1")).display_name
    assert "1" in {str(one.id) for one in (await whole(client.users(search_text=name))).items}


async def service_items(client: OffisionClient) -> None:
    every, after = await whole(client.service_items()), await whole(client.service_items(types=("afterBooking",)))
    assert {one.id for one in after.items} < {one.id for one in every.items}


async def environment(client: OffisionClient) -> None:
    await whole(client.sensors.environment())


async def measured(client: OffisionClient) -> None:
    sensor = (await whole(client.sensors.environment())).items[0]
    await client.sensors.post_environment(EnvironmentReading(sensor.access_id or "", temperature=21.5, co2=640))
    with pytest.raises(NotFound):
        await client.sensors.post_environment(EnvironmentReading("no such sensor", temperature=21.5))


async def occupancy(client: OffisionClient) -> None:
    every = (await whole(client.sensors.occupancy())).items
    spare = (await whole(client.sensors.occupancy(resource_ids=("null",)))).items
    assert {one.id for one in spare} < {one.id for one in every}


async def sensor_made(client: OffisionClient) -> None:
    made = await client.sensors.create_occupancy(SensorRequest(access_id="MADE", name="Made", is_deleted=False))
    assert (made.access_id, made.bookable_resource) == ("MADE", None)


async def sensor_changed(client: OffisionClient) -> None:
    made = await client.sensors.create_occupancy(SensorRequest(access_id="CHANGED", is_deleted=False))
    wish = SensorRequest(access_id="CHANGED", name="New", bookable_resource=Named(1), is_deleted=False)
    changed = await client.sensors.update_occupancy(str(made.id), wish)
    assert (changed.id, changed.name) == (made.id, "New")
    assert changed.bookable_resource is not None
    assert changed.bookable_resource.id == 1


async def presence(client: OffisionClient) -> None:
    sensor = (await whole(client.sensors.occupancy())).items[0]
    await client.sensors.post_occupancy(OccupancyReading(sensor.access_id or "", has_motion=True))


async def lockers(client: OffisionClient) -> None:
    assert all(one.locker is not None for one in (await whole(client.lockers())).items)


async def controller(client: OffisionClient) -> None:
    first = (await whole(client.epaper.controllers())).items[0]
    assert first.tags
    assert await client.epaper.controller(str(first.id)) == first


async def controllers(client: OffisionClient) -> None:
    every, some = await client.epaper.controllers(), await client.epaper.controllers(types=("MinewServer",))
    assert 0 < len(some.items) < len(every.items)


async def tag_status(client: OffisionClient) -> None:
    tags = (await whole(client.epaper.controllers())).items[0].tags or []
    await client.epaper.post_tag_status(TagStatus(80, 7.5, is_online=True, e_paper_tag_id=str(tags[0].id)))


async def daily_visitors(client: OffisionClient) -> None:
    day = await client.figures.daily_visitors(FRIDAY)
    counts = (day.number_of_initial, day.number_of_visiting, day.number_of_visited, day.number_of_no_show)
    assert sum(one or 0 for one in counts) > 0


async def daily_appointments(client: OffisionClient) -> None:
    assert (await client.figures.daily_visitor_appointments(FRIDAY)).number_of_visited is not None


async def buildings(client: OffisionClient) -> None:
    assert all(one.floors for one in (await whole(client.buildings())).items)


async def appointments(client: OffisionClient) -> None:
    rows = await whole(client.appointments(resource_ids=("1", "2"), start=FRIDAY - DAY, end=FRIDAY + DAY))
    assert {str(one.bookable_resource.id) for one in rows.items} == {"1", "2"}


async def resource(client: OffisionClient) -> None:
    assert (await client.bookable_resource("1")).capacity


async def resources(client: OffisionClient) -> None:
    large = await whole(client.bookable_resources(types=("room",), min_capacity=10))
    assert all((one.capacity or 0) >= 10 for one in large.items)


async def booking(client: OffisionClient) -> None:
    start = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
    period = ZonedRange(start.isoformat(), (start + timedelta(hours=1)).isoformat())
    wish = BookingRequest(period, resources=["1"], subject="Night shift")
    made = await client.create_booking(wish)
    rows = (await client.appointments(booking_ids=(str(made.id),))).items
    assert [one.subject for one in rows] == ["Night shift"]
    with pytest.raises(Conflict):
        await client.create_booking(wish)


async def statuses(client: OffisionClient) -> None:
    assert len((await client.room_status(["1", "2"])).rooms.items) == 2


async def links(client: OffisionClient) -> None:
    assert {str(one.bookable_resource.id) for one in (await client.access_keys(["1", "2"])).items} == {"1", "2"}


def subscribed(name: str) -> Check:
    return lambda client: client.subscribe(name, ["1", "2"], HINT, 60)


async def booked_by_room(client: OffisionClient) -> None:
    used = await client.figures.booking_by_resource(resource_ids=("1",), start=FRIDAY - 7 * DAY, end=FRIDAY)
    assert [(str(one.bookable_resource.id), (one.usage_count or 0) > 0) for one in used.items] == [("1", True)]


async def occupied_by_room(client: OffisionClient) -> None:
    assert (await client.figures.occupancy_by_resource(start=FRIDAY - 7 * DAY, end=FRIDAY)).items


async def booked_by_time(client: OffisionClient) -> None:
    figures = client.figures
    days = await figures.booking_by_time(start=FRIDAY - 2 * DAY, end=FRIDAY)
    hours = await figures.booking_by_time(start=FRIDAY - 2 * DAY, end=FRIDAY, group_by="Hourly")
    assert 0 < len(days.items) < len(hours.items)


async def occupied_by_time(client: OffisionClient) -> None:
    assert (await client.figures.occupancy_by_time(start=FRIDAY - 7 * DAY, end=FRIDAY)).items


CHECKS: dict[str, Check] = {
    "system.information": information,
    "visitor_badge.get": badge,
    "visitor_badge.search": badges,
    "visitor_appointment.search": visits,
    "user.get": user,
    "user.search": users,
    "service_item.search": service_items,
    "environment_sensor.search": environment,
    "environment_sensor.post_data": measured,
    "occupancy_sensor.search": occupancy,
    "occupancy_sensor.create": sensor_made,
    "occupancy_sensor.update": sensor_changed,
    "occupancy_sensor.post_data": presence,
    "locker.search": lockers,
    "epaper_controller.get": controller,
    "epaper_controller.search": controllers,
    "epaper_controller.update_tag_status": tag_status,
    "analytics.daily_visitors": daily_visitors,
    "analytics.daily_visitor_appointments": daily_appointments,
    "building.search": buildings,
    "booking.appointments": appointments,
    "booking.create": booking,
    "bookable_resource.get": resource,
    "bookable_resource.search": resources,
    "booking.subscribe": subscribed("booking.subscribe"),
    "room_status.get": statuses,
    "room_status.subscribe": subscribed("room_status.subscribe"),
    "access_key.search": links,
    "access_key.subscribe_daily": subscribed("access_key.subscribe_daily"),
    "access_key.subscribe": subscribed("access_key.subscribe"),
    "usage.booking_by_resource": booked_by_room,
    "usage.occupancy_by_resource": occupied_by_room,
    "usage.booking_by_time": booked_by_time,
    "usage.occupancy_by_time": occupied_by_time,
}


def test_every_operation_is_checked() -> None:
    assert {*CHECKS, "booking.export"} == {row.name for row in ROWS}


@pytest.mark.parametrize("name", list(CHECKS))
async def test_an_operation_does_what_it_says(client: OffisionClient, name: str) -> None:
    await CHECKS[name](client)


async def test_the_export_is_a_workbook(client: OffisionClient, tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    await client.export_bookings(path, start=FRIDAY - 7 * DAY, end=FRIDAY, time_zone="Europe/Berlin")
    names = await asyncio.to_thread(lambda: zipfile.ZipFile(path).namelist())
    assert "xl/workbook.xml" in names


async def test_a_survey_learns_every_number_that_is_shown(demo: str) -> None:
    backend = open_local(demo, Auth(TOKEN), RoomSettings(), FixedClock(FRIDAY))
    await backend.survey()
    known = dict(backend.enum_report())
    await backend.aclose()
    assert set(known["booking.state"]) >= {"booked", "using", "waitingCheckIn", "cancelled", "noShow"}
    for one in ENUMERATIONS:
        if one.name not in {"booking.state", "epaper_controller.type"}:
            assert set(known[one.name]) == set(one.documented)
