"""Every operation over real HTTP, and every way in which its answer can be of no use."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from kiosk.backends.errors import (
    BackendError,
    Garbled,
    LoginPage,
    NotAllowed,
    NotFound,
    Rejected,
    ServerTrouble,
    Throttled,
)
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.client import REPEAT_CYCLE, UPDATE_ACTION, NexudusClient
from tests.nexudus.conftest import Open, at
from tests.nexudus.fake import FakeNexudus
from tests.wire.scripted_server import Raw, Reply, json_reply

LIST = ("GET", "/api/spaces/bookings")


@pytest.fixture
def client(backend: NexudusBackend) -> NexudusClient:
    return backend.client


@pytest.mark.parametrize("newer", [True, False])
@pytest.mark.parametrize("cap", [1, 7, 25, 500])
async def test_all_pages_are_followed_though_the_server_caps_their_size(
    client: NexudusClient, fake: FakeNexudus, cap: int, *, newer: bool
) -> None:
    fake.page_cap, fake.newer_lists = cap, newer
    ids = {fake.bookings.put_in(1, at(hour), at(hour + 1)) for hour in range(9)}
    listing = await client.bookings(at(0), at(9))
    assert {one.id for one, _ in listing.rows.good} == ids
    assert listing.clock is not None
    assert len(fake.paths()) == -(-9 // cap)


async def test_only_what_touches_the_span_is_asked_for(client: NexudusClient, fake: FakeNexudus) -> None:
    fake.bookings.put_in(1, at(-2), at(0))
    inside = fake.bookings.put_in(1, at(-1), at(0.5))
    fake.bookings.put_in(1, at(3), at(4))
    assert [one.id for one, _ in (await client.bookings(at(0), at(3))).rows.good] == [inside]


async def test_a_list_that_does_not_say_whether_it_goes_on_is_followed_to_its_end(
    client: NexudusClient, fake: FakeNexudus
) -> None:
    pages = {"1": [{"Id": 1}], "2": [{"Id": 2}]}
    fake.faults[LIST] = lambda request: json_reply({"Records": pages.get(request.query["page"], [])})
    rows = (await client.bookings(at(0), at(1))).rows
    assert rows.bad == ({"Id": 1}, {"Id": 2})


async def test_a_list_that_repeats_itself_is_no_list(client: NexudusClient, fake: FakeNexudus) -> None:
    fake.faults[LIST] = lambda _: json_reply({"Records": [{"Id": 1}], "HasNextPage": True})
    with pytest.raises(Garbled, match="a list that ends"):
        await client.bookings(at(0), at(1))
    assert len(fake.paths()) == 2


async def test_bookings_are_found_by_their_ids(client: NexudusClient, fake: FakeNexudus) -> None:
    ids = [fake.bookings.put_in(1, at(hour), at(hour + 1)) for hour in range(4)]
    rows = await client.bookings_by_id([ids[1], ids[3], 5])
    assert {one.id for one, _ in rows.good} == {ids[1], ids[3]}


async def test_the_two_enumerations(client: NexudusClient) -> None:
    assert (await client.enum(REPEAT_CYCLE))[2] == "Weekly"
    assert (await client.enum(UPDATE_ACTION))[1] == "ThisOnly"


async def test_a_booking_can_be_deleted(client: NexudusClient, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    assert (await client.delete_booking(booking)).done
    with pytest.raises(NotFound):
        await client.booking(booking)


async def test_the_probe_tells_whether_a_time_is_free(client: NexudusClient, fake: FakeNexudus) -> None:
    fake.bookings.put_in(1, at(0), at(1))
    body = {"ResourceId": 1, "FromTime": "2026-03-30T10:30:00Z", "ToTime": "2026-03-30T11:30:00Z"}
    assert not (await client.available(body)).available
    assert (await client.available({**body, "ResourceId": 2})).available


async def test_commands_and_closures_and_resources(client: NexudusClient, fake: FakeNexudus) -> None:
    fake.closures[7] = {"Id": 7, "FromTime": "2026-03-30T10:00:00Z", "ToTime": "2026-03-31T10:00:00Z", "Resources": [2]}
    assert [one.key for one in await client.commands()] == ["CANCEL_BOOKING", "X_START", "X_INVOICE"]
    assert [one.resources for one, _ in (await client.closures(at(0), at(1))).good] == [None]
    assert (await client.closure(7)).resources == [2]
    assert {one.name for one, _ in (await client.resources()).good} == {"Atrium", "Library"}
    assert (await client.resource("1")).allow_multiple_bookings is False


@pytest.mark.parametrize("status", [409, 429])
async def test_a_server_that_asks_for_patience_gets_it(client: NexudusClient, fake: FakeNexudus, status: int) -> None:
    fake.throttle_status, fake.throttling = status, ["3"]
    assert (await client.bookings(at(0), at(1))).rows.good == ()
    assert fake.seen[1][0] - fake.seen[0][0] >= 3.0


@pytest.mark.parametrize("status", [409, 429])
async def test_more_patience_than_a_request_has_is_told(client: NexudusClient, fake: FakeNexudus, status: int) -> None:
    fake.throttle_status, fake.throttling = status, ["40"]
    for _ in range(2):
        with pytest.raises(Throttled) as caught:
            await client.bookings(at(0), at(1))
        assert 39 < caught.value.retry_after <= 40
    assert len(fake.seen) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Reply(status=401), NotAllowed),
        (Reply(status=403), NotAllowed),
        (Reply(status=404), NotFound),
        (Reply(status=409), Throttled),
        (Reply(status=429), Throttled),
        (Reply(status=418), Rejected),
        (Reply(status=500), ServerTrouble),
        (json_reply({"Status": 500, "WasSuccessful": False}), Garbled),
        (Reply(status=302, headers={"Location": "/login"}), LoginPage),
        (Reply(b"<html>hello"), Garbled),
        (Reply(b'{"Records": [{"Id"'), Garbled),
        (Reply(b"[]"), Garbled),
        (Reply(b"null"), Garbled),
        (Reply(b'{"Records": 5}'), Garbled),
        (Reply(b""), Garbled),
        (Raw((b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",)), Garbled),
        (Raw(), BackendError),
    ],
)
async def test_no_answer_but_a_list_is_one(client: NexudusClient, fake: FakeNexudus, answer: Any, error: type) -> None:  # noqa: ANN401 - any answer
    fake.faults[LIST] = lambda _: answer
    with pytest.raises(error) as caught:
        await client.bookings(at(0), at(1))
    assert isinstance(caught.value, BackendError)


Ask = Callable[[NexudusClient], Awaitable[object]]


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.booking(1),
        lambda client: client.commands(),
        lambda client: client.enum(REPEAT_CYCLE),
        lambda client: client.available({}),
        lambda client: client.create_booking({}),
        lambda client: client.update_booking({}),
        lambda client: client.delete_booking(1),
        lambda client: client.run_command("X", [1]),
        lambda client: client.resources(),
        lambda client: client.resource("1"),
        lambda client: client.closures(at(0), at(1)),
        lambda client: client.closure(1),
    ],
)
@pytest.mark.parametrize("body", [b"5", b'"text"', b'{"WasSuccessful": "yes"}', b"[", b"\xff", b"{}" * 2, b"[" * 9999])
async def test_any_other_answer_of_any_operation_is_garbled(opened: Open, server: Any, ask: Ask, body: bytes) -> None:  # noqa: ANN401
    server.script = lambda _: Reply(body)
    with pytest.raises(Garbled, match="should answer"):
        await ask(opened().client)


@pytest.mark.parametrize("odd", ["", "x", "1/../2", "1?x", "-1", "\uff11"])
async def test_what_is_no_id_goes_into_no_address(client: NexudusClient, fake: FakeNexudus, odd: str) -> None:
    with pytest.raises(NotFound, match="expected a number"):
        await client.booking(odd)
    assert fake.seen == []
