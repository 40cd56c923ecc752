"""Operations as data, their paths, their pages, and what a wrong path says."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.backends.errors import Conflict, Garbled, NotFound, Rejected
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.models import BookingRequest, ZonedRange
from kiosk.backends.offision.operations import ROWS
from tests.wire.conftest import Connect, Serve
from tests.wire.office import Office, listed, page_of, resource
from tests.wire.scripted_server import Raw, Reply, Request, json_reply

PAYLOADS = Path(__file__).parent / "payloads"


def test_rows_are_what_the_reference_documents() -> None:
    documented = tomllib.loads((PAYLOADS / "operations.toml").read_text())["operation"]
    assert [one.name for one in ROWS] == [row["name"] for row in documented]
    for one, row in zip(ROWS, documented, strict=True):
        assert (one.method, one.path, one.reply.value) == (row["method"], row["path"], row["answer"])
        assert list(one.query) == row.get("query", [])
        assert one.confirmed == row.get("confirmed", False)


async def test_a_path_from_the_config_is_used(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: json_reply([]))
    client = OffisionClient(connect(server), {"room_status.get": "/API/v9/status"})
    await client.room_status(["1"])
    assert server.paths() == ["/API/v9/status"]


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        ({"room_state.get": "/x"}, "did you mean 'room_status.get'"),
        ({"room_status.get": "x"}, "begins with /"),
        ({"room_status.get": "/x?y=1"}, "begins with /"),
        ({"room_status.get": "https://elsewhere.example/x"}, "begins with /"),
    ],
)
async def test_a_path_that_cannot_be_used_says_why(
    serve: Serve, connect: Connect, paths: dict[str, str], words: str
) -> None:
    transport = connect(await serve(lambda _: Reply()))
    with pytest.raises(ValueError, match="room_stat") as caught:
        OffisionClient(transport, paths)
    assert words in str(caught.value)


async def test_a_missing_path_says_that_it_is_a_default_and_how_to_set_it(serve: Serve, connect: Connect) -> None:
    client = OffisionClient(connect(await serve(lambda _: Reply(status=404))))
    with pytest.raises(NotFound) as caught:
        await client.room_status(["1"])
    assert "/api/external/bookableResourceStatus/v1" in caught.value.sentence
    assert "default" in caught.value.hint
    assert '[offision.paths], as "room_status.get"' in caught.value.hint


async def test_a_missing_confirmed_path_is_not_called_a_default(serve: Serve, connect: Connect) -> None:
    client = OffisionClient(connect(await serve(lambda _: Reply(status=404))))
    with pytest.raises(NotFound) as caught:
        await client.information()
    assert "default" not in caught.value.hint


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 120])
async def test_every_page_is_read_once_wherever_pages_begin(
    serve: Serve,
    connect: Connect,
    first: int,
    told: bool,  # noqa: FBT001 - a column of the table
    count: int,
) -> None:
    items = [resource(number) for number in range(count)]

    def script(request: Request) -> Reply:
        page = page_of(items, request, first, 50)
        if not told:
            page["metaData"] = {"total": count}
        return json_reply(page)

    server = await serve(script)
    found = await OffisionClient(connect(server)).bookable_resources()
    assert [one.id for one in found.items] == list(range(count))
    assert "page" not in server.requests[0].query
    assert len(server.requests) <= count // 50 + 3


@pytest.mark.parametrize("meta", [None, {}, {"total": 0, "row": 0, "page": 0}, {"total": -1, "page": "x"}, 5])
async def test_pages_without_a_total_end_with_an_empty_or_repeated_one(
    serve: Serve, connect: Connect, meta: object
) -> None:
    items = [resource(number) for number in range(120)]

    def script(request: Request) -> Reply:
        return json_reply({**page_of(items, request, 1, 50), "metaData": meta})

    found = await OffisionClient(connect(await serve(script))).bookable_resources()
    assert [one.id for one in found.items] == list(range(120))


async def test_a_server_that_ignores_pages_is_not_asked_for_ever(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: json_reply({"data": [resource(1)], "metaData": {"total": 1000, "page": 1}}))
    found = await OffisionClient(connect(server)).bookable_resources()
    assert (len(found.items), len(server.requests)) == (1, 3)


async def test_a_server_that_invents_pages_is_left_after_two_hundred(serve: Serve, connect: Connect) -> None:
    def script(request: Request) -> Reply:
        number = int(request.query.get("page", "0"))
        return json_reply({"data": [resource(number)], "metaData": {"total": 10**9, "page": number}})

    server = await serve(script)
    await OffisionClient(connect(server)).bookable_resources()
    assert len(server.requests) == 200


async def test_one_bad_record_hides_only_itself(serve: Serve, connect: Connect) -> None:
    items = [resource(1), {"id": None}, 5, {"id": 2, "isDeleted": "perhaps"}, resource(3)]
    server = await serve(lambda _: json_reply({"data": items, "metaData": {"total": 5}}))
    found = await OffisionClient(connect(server)).bookable_resources()
    assert [one.id for one in found.items] == [1, 3]
    assert len(found.bad) == 3


async def test_the_documented_samples_are_read_whole(serve: Serve, connect: Connect) -> None:
    def script(request: Request) -> Reply:
        name = next(row.name for row in ROWS if row.path.format(id=0) == request.path and row.method == request.method)
        return Reply((PAYLOADS / f"{name}.json").read_bytes())

    client = OffisionClient(connect(await serve(script)))
    statuses = (await client.room_status(["0"])).rooms
    rows = await client.appointments(resource_ids=["3"])
    keys = await client.access_keys(["0"])
    buildings = await client.buildings()
    resources = await client.bookable_resources()
    for found in (statuses, rows, keys, buildings, resources):
        assert (len(found.items), found.bad, found.repaired) == (1, (), 0)
    assert rows.items[0].is_preparation_appointment == 12
    assert statuses.items[0].bookable_resource.amenities
    assert buildings.items[0].floors
    assert (await client.bookable_resource("0")).id == 0


async def test_a_booking_is_sent_as_documented_and_its_answer_read(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Reply((PAYLOADS / "booking.create.json").read_bytes()))
    client = OffisionClient(connect(server))
    period = ZonedRange("2026-03-30T10:00:00Z", "2026-03-30T11:00:00Z")
    booking = await client.create_booking(BookingRequest(period, resources=["1"], subject="Review"))
    assert (booking.id, booking.i_cal_uid) == (3, "string")
    sent = msgspec.json.decode(server.requests[0].body)
    documented = msgspec.json.decode((PAYLOADS / "booking.create.request.json").read_bytes())
    assert set(sent) == set(documented)
    assert set(sent["period"]) == set(documented["period"])


@pytest.mark.parametrize(("code", "error"), [(409, Conflict), (400, Rejected)])
async def test_a_booking_that_is_refused_is_refused_by_name(
    serve: Serve, connect: Connect, code: int, error: type[Exception]
) -> None:
    client = OffisionClient(connect(await serve(lambda _: Reply(status=code))))
    with pytest.raises(error):
        await client.create_booking(BookingRequest(ZonedRange("a", "b")))


async def test_a_booking_without_an_answer_is_not_taken_for_made(serve: Serve, connect: Connect) -> None:
    client = OffisionClient(connect(await serve(lambda _: Reply())))
    with pytest.raises(Garbled):
        await client.create_booking(BookingRequest(ZonedRange("a", "b")))


async def test_any_operation_can_be_called_as_it_is(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: json_reply({"id": 1}))
    client = OffisionClient(connect(server))
    assert await client.call("bookable_resource.get", {"id": "a/b?c"}) == b'{"id": 1}'
    await client.call("bookable_resource.search", {"floorId": "null", "type": "room,desk"})
    assert server.requests[0].target == "/api/external/bookableResource/v1/a%2Fb%3Fc"
    assert server.requests[1].target.endswith("?floorId=null&type=room,desk")


@pytest.mark.parametrize(
    ("name", "query", "nearest"),
    [
        ("bookable_resource.find", {}, "bookable_resource"),
        ("bookable_resource.search", {"floorid": "1"}, "floorId"),
        ("bookable_resource.get", {}, "needs id"),
        ("bookable_resource.get", {"id": ".."}, "needs id"),
    ],
)
async def test_a_wrong_call_names_the_nearest(
    serve: Serve, connect: Connect, name: str, query: dict[str, str], nearest: str
) -> None:
    server = await serve(lambda _: Reply(b"{}"))
    with pytest.raises(ValueError, match=nearest):
        await OffisionClient(connect(server)).call(name, query)
    assert server.connections == 0


async def test_filters_go_as_comma_lists_and_instants_with_their_zone(serve: Serve, connect: Connect) -> None:
    server = await serve(Office(appointments=[listed("a", "x", "y")]))
    start = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)
    client = OffisionClient(connect(server))
    await client.appointments(resource_ids=["1", "2", "1"], start=start, booking_ids=["5"], exclude_preparation=True)
    query = server.requests[0].query
    assert (query["bookableResourceId"], query["from"]) == ("1,2", "2026-03-30T10:00:00Z")
    assert (query["bookingId"], query["excludePreparation"]) == ("5", "true")


@pytest.mark.parametrize("body", [b'"ok"', b"", b"ok", b"{}"])
async def test_whatever_a_subscription_answers_is_enough(serve: Serve, connect: Connect, body: bytes) -> None:
    server = await serve(lambda _: Reply(body))
    await OffisionClient(connect(server)).subscribe("booking.subscribe", ["1"], "http://127.0.0.1:1/", 60)
    assert server.requests[0].headers["content-type"] == "application/json"


async def test_a_cut_connection_in_the_middle_of_a_page_is_no_list(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Raw((b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"data": [',)))
    with pytest.raises(Garbled):
        await OffisionClient(connect(server)).bookable_resources()
