"""The account over real HTTP: few requests, and what is known when a part of it cannot be had."""

from contextlib import suppress

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import NotAllowed, Rejected, ServerTrouble, Throttled
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from tests.nexudus.conftest import Open, at
from tests.nexudus.fake import FakeNexudus, resource
from tests.nexudus.fake_bookings import text
from tests.nexudus.hasty import NOW, HastyClock
from tests.wire.scripted_server import Reply

LIST = "/api/spaces/bookings"
RESOURCES = "/api/spaces/resources"
CLOSURES = "/api/spaces/bookingavailabilityexceptions"
COMMANDS = "/api/spaces/bookings/commands"
FORTY = [str(number) for number in range(1, 41)]


@pytest.fixture
def site(fake: FakeNexudus) -> FakeNexudus:
    for number in range(3, 41):
        fake.resources[number] = resource(number, f"Room {number}")
    return fake


async def status(backend: NexudusBackend, room: str = "1") -> Status:
    (agenda,) = (await backend.agendas([room], NOW)).agendas
    return derive(agenda, NOW, Policy()).status


async def test_forty_rooms_cost_one_request_a_poll(
    backend: NexudusBackend, site: FakeNexudus, clock: HastyClock
) -> None:
    site.bookings.put_in(40, at(-1), at(1))
    for _ in range(15):
        await backend.agendas(FORTY, clock.now())
        clock.skip(15)
    site.seen.clear()
    snapshot = await backend.agendas(FORTY, clock.now())
    assert (site.paths(), snapshot.requests) == ([LIST], 1)
    assert [len(one.appointments) for one in snapshot.agendas] == [0] * 39 + [1]


async def test_ten_minutes_of_polls_that_take_many_pages_have_no_minute_with_more_than_sixty_requests(
    backend: NexudusBackend, site: FakeNexudus, clock: HastyClock
) -> None:
    site.page_cap = 2
    for number in range(28):
        site.bookings.put_in(number + 1, at(number), at(number + 1))
    for _ in range(40):
        with suppress(Throttled):
            await backend.agendas(FORTY, clock.now(), whole=True)
        clock.skip(15)
    moments = [moment for moment, _ in site.seen]
    assert len(moments) > 120
    assert max(sum(start <= one < start + 59.5 for one in moments) for start in moments) <= 60


async def test_the_servers_clock_is_read(backend: NexudusBackend) -> None:
    clock = (await backend.agendas(["1"], NOW)).clock
    assert clock is not None
    assert abs((clock.server - NOW).total_seconds()) < 5


async def test_rooms_are_sorted_by_place_without_hidden_ones_and_hot_desks(
    backend: NexudusBackend, fake: FakeNexudus
) -> None:
    fake.resources[3] = resource(3, "Hidden", Visible=False)
    fake.resources[4] = resource(4, "Desk", SystemResourceType=2)
    fake.resources[5] = resource(5, "Old", Archived=True)
    rooms = await backend.rooms()
    assert [(one.name, one.gone) for one in rooms] == [("Atrium", False), ("Old", True), ("Library", False)]
    assert (rooms[0].building, rooms[0].floor, rooms[0].capacity) == ("Harbour House", "Floor 1", 8)
    assert rooms[0].time_zone == "Europe/Berlin"


async def test_a_room_has_the_zone_that_the_config_gives_it(opened: Open) -> None:
    settings = RoomSettings(time_zone="Europe/Berlin", time_zones={"2": "Australia/Sydney"})
    backend = opened(settings)
    zones = [one.room.time_zone for one in (await backend.agendas(["1", "2"], NOW)).agendas]
    assert zones == ["Europe/Berlin", "Australia/Sydney"]


async def test_a_room_that_the_account_does_not_know_is_named(backend: NexudusBackend) -> None:
    snapshot = await backend.agendas(["9", "1"], NOW)
    assert (snapshot.unknown_rooms, [one.room.id for one in snapshot.agendas]) == (("9",), ["1"])


async def test_without_the_role_for_resources_rooms_go_by_their_ids(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.forbidden.add(RESOURCES)
    fake.bookings.put_in(1, at(-1), at(1))
    snapshot = await backend.agendas(["1", "9"], NOW)
    assert [one.room.name for one in snapshot.agendas] == ["1", "9"]
    assert await status(backend) is Status.OCCUPIED
    with pytest.raises(NotAllowed):
        await backend.rooms()


async def test_a_directory_that_fails_is_asked_again_later(
    backend: NexudusBackend, fake: FakeNexudus, clock: HastyClock
) -> None:
    fake.faults["GET", RESOURCES] = lambda _: Reply(status=500)
    assert (await backend.agendas(["1"], NOW)).agendas[0].room.name == "1"
    fake.faults.clear()
    assert (await backend.agendas(["1"], NOW)).agendas[0].room.name == "1"
    clock.skip(301)
    assert (await backend.agendas(["1"], NOW)).agendas[0].room.name == "Atrium"


async def test_a_room_that_was_archived_is_noticed_when_all_is_asked_anew(
    backend: NexudusBackend, fake: FakeNexudus, clock: HastyClock
) -> None:
    await backend.agendas(["1"], NOW)
    fake.resources[1]["Archived"] = True
    clock.skip(61)
    assert not (await backend.agendas(["1"], NOW)).agendas[0].room.gone
    assert (await backend.agendas(["1"], NOW, whole=True)).agendas[0].room.gone


async def test_a_room_for_many_bookings_is_asked_for_by_id(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.resources[1].update(AllowMultipleBookings=True, Allocation=2)
    fake.bookings.put_in(1, at(-1), at(1))
    assert await status(backend) is Status.FREE
    fake.bookings.put_in(1, at(-1), at(1))
    assert await status(backend) is Status.OCCUPIED
    assert fake.paths().count(f"{RESOURCES}/1") == 1


async def test_only_booked_rooms_are_asked_for_by_id_the_earliest_booked_first(
    backend: NexudusBackend, site: FakeNexudus
) -> None:
    for number in range(20, 40):
        site.bookings.put_in(number, at(40 - number), at(41 - number))
    await backend.agendas(FORTY, NOW)
    assert sorted(one for one in site.paths() if one.startswith(f"{RESOURCES}/")) == [
        f"{RESOURCES}/{number}" for number in range(30, 40)
    ]
    site.seen.clear()
    await backend.agendas(FORTY, NOW)
    assert len(site.paths()) == 11


async def test_until_it_is_known_one_booking_makes_a_room_busy(
    backend: NexudusBackend, fake: FakeNexudus, clock: HastyClock
) -> None:
    fake.resources[1].update(AllowMultipleBookings=True, Allocation=2)
    fake.bookings.put_in(1, at(-1), at(1))
    fake.faults["GET", f"{RESOURCES}/1"] = lambda _: Reply(status=500)
    assert [await status(backend) for _ in range(3)] == [Status.OCCUPIED] * 3
    assert fake.paths().count(f"{RESOURCES}/1") == 1
    fake.faults.clear()
    clock.skip(301)
    assert await status(backend) is Status.FREE


async def test_a_closure_is_asked_for_by_id_once(backend: NexudusBackend, fake: FakeNexudus, clock: HastyClock) -> None:
    fake.closures[7] = {"Id": 7, "FromTime": text(at(-1)), "ToTime": text(at(5)), "Name": "Painting", "Resources": [2]}
    assert [await status(backend, room) for room in ("1", "2")] == [Status.FREE, Status.CLOSED]
    clock.skip(301)
    await backend.agendas(["1"], NOW)
    assert (fake.paths().count(CLOSURES), fake.paths().count(f"{CLOSURES}/7")) == (2, 1)
    fake.closures[7].update(Resources=[1], UpdatedOn="2026-03-30T10:00:00.0000001Z")
    (agenda,) = (await backend.agendas(["1"], NOW, whole=True)).agendas
    assert derive(agenda, NOW, Policy()).status is Status.CLOSED
    assert agenda.closures[0].reason == "Painting"


async def test_without_closures_nothing_is_called_free_at_first(
    backend: NexudusBackend, fake: FakeNexudus, clock: HastyClock
) -> None:
    fake.faults["GET", CLOSURES] = lambda _: Reply(status=500)
    with pytest.raises(ServerTrouble):
        await backend.agendas(["1"], NOW)
    fake.faults.clear()
    fake.closures[7] = {"Id": 7, "FromTime": text(at(-1)), "ToTime": text(at(5)), "Resources": None}
    assert await status(backend) is Status.CLOSED
    fake.faults["GET", CLOSURES] = lambda _: Reply(status=500)
    clock.skip(301)
    assert await status(backend) is Status.CLOSED


async def test_a_user_who_may_not_see_closures_has_none(backend: NexudusBackend, fake: FakeNexudus) -> None:
    fake.forbidden.add(CLOSURES)
    assert await status(backend) is Status.FREE


async def test_a_booking_without_a_room_in_the_list_is_looked_up_once(
    backend: NexudusBackend, fake: FakeNexudus
) -> None:
    booking = fake.bookings.put_in(2, at(-1), at(1))
    record = fake.bookings.records[booking]
    hidden = {name: record.pop(name) for name in ("ResourceId", "ResourceName")}

    def whole(_: object) -> Reply | None:
        record.update(hidden)
        return None

    fake.faults["GET", f"{LIST}/{booking}"] = whole
    assert await status(backend, "2") is Status.OCCUPIED
    del record["ResourceId"], record["ResourceName"]
    assert [await status(backend, room) for room in ("1", "2")] == [Status.FREE, Status.OCCUPIED]
    assert fake.paths().count(f"{LIST}/{booking}") == 1


async def test_there_are_no_links_and_no_hints(backend: NexudusBackend, fake: FakeNexudus) -> None:
    assert await backend.access_keys(["1"]) == ()
    assert (backend.capabilities.access_keys, backend.capabilities.hints) == (False, False)
    with pytest.raises(Rejected, match="no change hints"):
        await backend.subscribe(["1"], "http://127.0.0.1/", 60)
    assert fake.seen == []


async def test_no_rooms_cost_no_request(backend: NexudusBackend, fake: FakeNexudus) -> None:
    assert (await backend.agendas([], NOW)).agendas == ()
    assert fake.seen == []
