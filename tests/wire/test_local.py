"""The real client against the real local server: the same routes, and the rooms' own time zones."""

import asyncio

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import NotAllowed
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import open_local
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.enums import BOOKING_STATE, LearnedEnums
from kiosk.clock import Clock
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from tests.wire.conftest import FRIDAY, TOKEN


async def test_every_room_of_the_demo_is_read_and_every_state_is_there(backend: OffisionBackend) -> None:
    rooms = await backend.rooms()
    assert len({room.time_zone for room in rooms}) >= 2
    snapshot = await backend.agendas([room.id for room in rooms], FRIDAY, whole=True)
    assert (len(snapshot.agendas), snapshot.unknown_rooms) == (len(rooms), ())
    states = {one.room.id: derive(one, FRIDAY, Policy()).status for one in snapshot.agendas}
    assert set(states.values()) == set(Status)
    spoiled = {one.room.id for one in snapshot.agendas if one.ignored or one.open_ended}
    assert spoiled == {room_id for room_id, status in states.items() if status is Status.UNKNOWN}


async def test_the_zones_of_the_server_are_used_from_the_first_look(backend: OffisionBackend) -> None:
    rooms = await backend.rooms()
    agendas = (await backend.agendas([room.id for room in rooms], FRIDAY)).agendas
    assert [one.room.time_zone for one in agendas] == [room.time_zone for room in rooms]


async def test_a_look_at_other_rooms_meanwhile_takes_no_room_s_place_or_zone_away(backend: OffisionBackend) -> None:
    places = {one.id: (one.time_zone, one.building, one.floor) for one in await backend.rooms()}
    others = [one for one in places if one != "11"]
    for pause in range(12):
        searching = asyncio.ensure_future(backend.agendas(others, FRIDAY))
        for _ in range(4 * pause):
            await asyncio.sleep(0)
        looks = await asyncio.gather(backend.agendas(["11"], FRIDAY), searching, backend.agendas(["11"], FRIDAY))
        for one in (agenda.room for look in looks for agenda in look.agendas):
            assert (one.time_zone, one.building, one.floor) == places[one.id]


async def test_zones_of_the_config_go_before_the_server_s(demo: str) -> None:
    settings = RoomSettings(time_zone="Asia/Tokyo", time_zones={"1": "Asia/Kathmandu"})
    backend = open_local(demo, Auth(TOKEN), settings, Clock(), zone_is_set=True)
    zones = {room.id: room.time_zone for room in await backend.rooms()}
    await backend.aclose()
    assert zones.pop("1") == "Asia/Kathmandu"
    assert set(zones.values()) == {"Asia/Tokyo"}


async def test_the_second_look_at_a_quiet_room_is_one_request(backend: OffisionBackend) -> None:
    rooms = [room.id for room in await backend.rooms()]
    agendas = (await backend.agendas(rooms, FRIDAY)).agendas
    quiet = [one.room.id for one in agendas if derive(one, FRIDAY, Policy()).status is Status.FREE]
    await backend.agendas(quiet, FRIDAY)
    assert (await backend.agendas(quiet, FRIDAY)).requests == 1


async def test_what_its_numbers_mean_is_learned(demo: str) -> None:
    learned = list[LearnedEnums]()
    backend = open_local(demo, Auth(TOKEN), RoomSettings(), Clock(), on_learned=learned.append)
    rooms = await backend.rooms()
    await backend.agendas([room.id for room in rooms], FRIDAY)
    await backend.aclose()
    assert set(learned[-1].of(BOOKING_STATE)) >= {"booked", "using", "waitingCheckIn"}


async def test_every_room_has_a_link(backend: OffisionBackend) -> None:
    rooms = [room.id for room in await backend.rooms() if not room.gone]
    assert {key.room_id for key in await backend.access_keys(rooms)} == set(rooms)


async def test_a_wrong_token_is_not_allowed(demo: str) -> None:
    backend = open_local(demo, Auth("another"), RoomSettings(), Clock())
    with pytest.raises(NotAllowed):
        await backend.rooms()
    await backend.aclose()


async def test_a_subscription_is_granted(backend: OffisionBackend) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(backend.subscribe(["1", "2"], "http://127.0.0.1:9/x", 60))
