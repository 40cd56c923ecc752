"""How many requests a look costs, what makes it ask again, and which rooms exist."""

import asyncio
from datetime import timedelta

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import Garbled, NotAllowed, NotFound, ServerTrouble
from kiosk.clock import Clock
from kiosk.domain.access import AccessKey
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from tests.wire.conftest import NOW, Open, Serve
from tests.wire.office import PATHS, Office, listed, resource, shown, status
from tests.wire.scripted_server import Reply

FOUR, FIVE = "2026-03-30T16:00:00Z", "2026-03-30T17:00:00Z"


class HandClock(Clock):
    """A clock whose elapsed seconds are moved by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.moved


def office() -> Office:
    rows = [listed("a", FOUR, FIVE), listed("b", FOUR, FIVE, room=2)]
    return Office([status(1), status(2)], rows, [resource(1), resource(2)], names={"booked": 0})


async def test_while_nothing_changes_a_look_is_one_request_for_all_rooms(serve: Serve, open_backend: Open) -> None:
    server = await serve(office())
    backend = open_backend(server)
    first = await backend.agendas(["1", "2"], NOW)
    server.requests.clear()
    second = await backend.agendas(["1", "2"], NOW + timedelta(seconds=15))
    assert server.paths() == [PATHS["status"]]
    assert server.requests[0].query == {"id": "1,2"}
    assert second.requests == 1
    assert [one.appointments for one in second.agendas] == [one.appointments for one in first.agendas]
    assert {one.as_of for one in second.agendas} == {NOW + timedelta(seconds=15)}


async def test_a_changed_status_asks_for_the_list(serve: Serve, open_backend: Open) -> None:
    building = office()
    server = await serve(building)
    backend = open_backend(server)
    await backend.agendas(["1", "2"], NOW)
    server.requests.clear()
    building.rooms[0] = status(1, shown("c", "2026-03-30T10:00:00Z", FOUR))
    snapshot = await backend.agendas(["1", "2"], NOW)
    assert server.paths() == [PATHS["status"], PATHS["list"]]
    assert [one.id for one in snapshot.agendas[0].appointments] == ["c", "a"]


async def test_an_old_list_is_asked_for_again(serve: Serve, open_backend: Open) -> None:
    building, clock = office(), HandClock()
    server = await serve(building)
    backend = open_backend(server, clock=clock, list_seconds=60)
    await backend.agendas(["1"], NOW)
    building.appointments.clear()
    clock.moved += 59
    assert (await backend.agendas(["1"], NOW)).agendas[0].appointments
    clock.moved += 2
    assert not (await backend.agendas(["1"], NOW)).agendas[0].appointments


@pytest.mark.parametrize(
    ("minutes_ahead", "state", "asks"), [(9, 0, True), (11, 0, False), (-30, 2, True), (-30, 0, False)]
)
async def test_a_check_in_that_may_change_asks_for_the_list(
    serve: Serve,
    open_backend: Open,
    minutes_ahead: int,
    state: int,
    asks: bool,  # noqa: FBT001
) -> None:
    start = NOW + timedelta(minutes=minutes_ahead)
    row = listed("a", start.isoformat(), (start + timedelta(hours=1)).isoformat(), state=state)
    building = Office([status(1)], [row], [resource(1)], names={"booked": 0, "waitingCheckIn": 2})
    server = await serve(building)
    backend = open_backend(server)
    await backend.agendas(["1"], NOW)
    server.requests.clear()
    await backend.agendas(["1"], NOW)
    assert (PATHS["list"] in server.paths()) is asks


async def test_a_new_local_day_asks_for_the_list(serve: Serve, open_backend: Open) -> None:
    server = await serve(office())
    backend = open_backend(server, RoomSettings(time_zone="Asia/Tokyo"))
    before_midnight = NOW.replace(hour=14, minute=59)
    await backend.agendas(["1"], before_midnight)
    server.requests.clear()
    await backend.agendas(["1"], before_midnight + timedelta(minutes=1))
    assert PATHS["list"] in server.paths()


async def test_whole_asks_for_everything_from_the_rooms_midnight_to_a_day_and_a_half(
    serve: Serve, open_backend: Open
) -> None:
    server = await serve(office())
    zones = RoomSettings(time_zone="Asia/Tokyo", time_zones={"2": "America/Sao_Paulo"})
    backend = open_backend(server, zones)
    for _ in range(2):
        await backend.agendas(["1", "2"], NOW, whole=True)
    asked = [one.query for one in server.requests if one.path == PATHS["list"] and "bookingState" not in one.query]
    assert len(asked) == 2
    assert asked[0]["from"] == "2026-03-29T15:00:00Z"
    assert asked[0]["to"] == "2026-03-31T22:00:00Z"
    assert asked[0]["bookableResourceId"] == "1,2"


async def test_a_deleted_room_is_gone_and_an_unknown_one_is_named(serve: Serve, open_backend: Open) -> None:
    building = Office([status(1)], [], [resource(1), resource(2, deleted=True)])
    snapshot = await open_backend(await serve(building)).agendas(["3", "2", "1"], NOW)
    assert snapshot.unknown_rooms == ("3",)
    assert [(one.room.id, one.room.gone) for one in snapshot.agendas] == [("2", True), ("1", False)]


async def test_a_room_deleted_while_watched_is_gone_at_the_next_look(serve: Serve, open_backend: Open) -> None:
    building, clock = office(), HandClock()
    backend = open_backend(await serve(building), clock=clock)
    await backend.agendas(["1", "2"], NOW)
    building.rooms.pop()
    building.directory[1] = resource(2, deleted=True)
    clock.moved += 61
    assert (await backend.agendas(["1", "2"], NOW)).agendas[1].room.gone


async def test_a_room_without_a_status_is_never_free(serve: Serve, open_backend: Open) -> None:
    building = office()
    building.rooms.pop()
    snapshot = await open_backend(await serve(building)).agendas(["1", "2"], NOW)
    assert [derive(one, NOW, Policy()).status for one in snapshot.agendas] == [Status.FREE, Status.UNKNOWN]


async def test_a_status_that_cannot_be_told_whose_it_is_makes_no_room_unknown_to_the_server(
    serve: Serve, open_backend: Open
) -> None:
    building = Office([status(1), {"status": 5}], [], [resource(1)])
    snapshot = await open_backend(await serve(building)).agendas(["1", "2"], NOW)
    assert (snapshot.unknown_rooms, [one.unreadable for one in snapshot.agendas]) == ((), [False, True])


async def test_without_its_directory_a_server_is_still_of_use(serve: Serve, open_backend: Open) -> None:
    building = office()
    building.broken["directory"] = Reply(b"", 500)
    server = await serve(building)
    backend = open_backend(server)
    snapshot = await backend.agendas(["1", "9"], NOW)
    assert [one.unreadable for one in snapshot.agendas] == [False, True]
    assert snapshot.unknown_rooms == ()
    with pytest.raises(ServerTrouble):
        await backend.rooms()


async def test_where_there_is_no_directory_the_status_alone_says_which_rooms_there_are(
    serve: Serve, open_backend: Open
) -> None:
    building = office()
    building.broken["directory"] = Reply(b"", 404)
    server = await serve(building)
    backend = open_backend(server)
    snapshot = await backend.agendas(["1", "9"], NOW)
    assert [one.room.id for one in snapshot.agendas] == ["1"]
    assert snapshot.unknown_rooms == ("9",)
    with pytest.raises(NotFound):
        await backend.rooms()


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ({"status": Reply(b"", 401), "list": Reply(b"", 500)}, NotAllowed),
        ({"status": Reply(b"", 500), "list": Reply(b"", 401)}, NotAllowed),
        ({"list": Reply(b"", 500)}, ServerTrouble),
        ({"list": Reply(b"")}, Garbled),
        ({"status": Reply(b"")}, Garbled),
        ({"status": Reply(b'[{"bookable')}, Garbled),
        ({"status": Reply(b'{"error": "x"}')}, Garbled),
        ({"status": Reply(b"[" * 100_000)}, Garbled),
        ({"list": Reply(b'{"metaData": {}}')}, Garbled),
        ({"list": Reply(b"[]")}, Garbled),
    ],
)
async def test_a_look_without_both_answers_fails_by_name(
    serve: Serve, open_backend: Open, broken: dict[str, Reply], error: type[Exception]
) -> None:
    building = office()
    building.broken.update(broken)
    with pytest.raises(error):
        await open_backend(await serve(building)).agendas(["1"], NOW)


async def test_more_rooms_than_one_address_can_hold_are_asked_in_several(serve: Serve, open_backend: Open) -> None:
    ids = [str(10_000_000 + number) for number in range(2000)]
    server = await serve(Office([status(int(one)) for one in ids]))
    snapshot = await open_backend(server).agendas(ids, NOW)
    assert [one.room.id for one in snapshot.agendas] == ids
    assert max(len(server.url + one.target) for one in server.requests) <= 6000
    assert 3 <= server.paths().count(PATHS["status"]) <= 4


async def test_rooms_are_listed_by_place_with_their_zones(serve: Serve, open_backend: Open) -> None:
    building = Office(directory=[resource(10), resource(2, deleted=True), resource(1)])
    rooms = await open_backend(await serve(building), RoomSettings(time_zone="Europe/Berlin")).rooms()
    assert [(one.id, one.building, one.floor, one.gone) for one in rooms] == [
        ("1", "Main", "Floor 2", False),
        ("2", "Main", "Floor 2", True),
        ("10", "Main", "Floor 2", False),
    ]
    assert {one.time_zone for one in rooms} == {"Europe/Berlin"}


async def test_links_that_are_no_web_address_are_left_out(serve: Serve, open_backend: Open) -> None:
    def key(room: object, url: object) -> dict[str, object]:
        return {"type": 0, "bookableResource": {"id": room}, "accessUrl": url}

    urls: list[object] = ["https://x.example/k", "javascript:alert(1)", None, 5, "", "https://x.example/" + "k" * 5000]
    building = Office(
        keys=[*(key(1, url) for url in urls), key(None, "https://x.example/n"), key(2, "http://x.example/2")]
    )
    keys = await open_backend(await serve(building)).access_keys(["1", "2"])
    assert keys == (AccessKey("1", "https://x.example/k"), AccessKey("2", "http://x.example/2"))


async def test_a_subscription_asks_for_every_kind_of_hint(serve: Serve, open_backend: Open) -> None:
    server = await serve(Office())
    await open_backend(server).subscribe(["1", "2"], "http://127.0.0.1:1/secret", 5000)
    assert len({one.path for one in server.requests}) == 4
    bodies = {one.body for one in server.requests}
    assert bodies == {b'{"ids":"1,2","callbackUrl":"http://127.0.0.1:1/secret","expireTime":1440}'}


@pytest.mark.parametrize(("refused", "fine"), [(("accessKey",), True), (("booking",), True), (("",), False)])
async def test_a_subscription_is_good_with_one_kind_of_hint_about_the_rooms(
    serve: Serve,
    open_backend: Open,
    refused: tuple[str, ...],
    fine: bool,  # noqa: FBT001
) -> None:
    server = await serve(
        lambda one: Reply(b"", 404) if any(f"external/{part}" in one.path for part in refused) else Reply(b'"ok"')
    )
    asking = open_backend(server).subscribe(["1"], "http://127.0.0.1:1/", 60)
    if fine:
        await asking
    else:
        with pytest.raises(NotFound):
            await asking


async def test_looks_at_the_same_time_do_not_disturb_each_other(serve: Serve, open_backend: Open) -> None:
    backend = open_backend(await serve(office()))
    looks = await asyncio.gather(*(backend.agendas([room], NOW) for room in ("1", "2") * 10))
    assert [one.agendas[0].room.id for one in looks] == ["1", "2"] * 10
