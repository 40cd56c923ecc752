"""Who may come in, what is let through, and which trouble a panel meets when the way beyond the relay is broken."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from kiosk.backends.errors import (
    BackendError,
    Conflict,
    Garbled,
    LoginPage,
    NotAllowed,
    NotFound,
    Rejected,
    ServerTrouble,
    Throttled,
    TimedOut,
    TlsFailure,
    Unreachable,
)
from kiosk.backends.http.address import InsecureAddress
from kiosk.backends.nexudus.operations import ROWS
from kiosk.backends.nexudus.passed_on import read, written
from kiosk.backends.nexudus.relayed import RelayedSession
from kiosk.domain.connection import Trouble
from tests.nexudus.conftest import at
from tests.nexudus.fake import PASSWORD, FakeNexudus
from tests.nexudus.hasty import HastyClock
from tests.relay.conftest import START, TOKEN, Open
from tests.wire.scripted_server import Answer, Raw, Reply, ScriptedServer, json_reply, serving

LIST = "/api/spaces/bookings"


@pytest.fixture
async def bare(relay: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that shows the token and sends what it likes."""
    async with httpx.AsyncClient(base_url=relay, headers={"Authorization": TOKEN}, trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    ("answer", "error", "trouble"),
    [
        (Reply(status=401), NotAllowed, Trouble.NOT_ALLOWED),
        (Reply(status=403), NotAllowed, Trouble.NOT_ALLOWED),
        (Reply(status=404), NotFound, Trouble.NOT_FOUND),
        (Reply(status=418), Rejected, Trouble.REFUSED),
        (Reply(status=500), ServerTrouble, Trouble.SERVER_ERROR),
        (Reply(status=302, headers={"Location": "/login"}), LoginPage, Trouble.LOGIN_PAGE),
        (Reply(b"<html>hello"), Garbled, Trouble.GARBLED),
        (Reply(b'{"Records": 5}'), Garbled, Trouble.GARBLED),
        (Raw(), Unreachable, Trouble.UNREACHABLE),
        (Reply(status=409, headers={"Retry-After": "40"}), Throttled, Trouble.THROTTLED),
        (Reply(status=429, headers={"Retry-After": "40"}), Throttled, Trouble.THROTTLED),
    ],
)
async def test_a_panel_meets_the_trouble_that_the_relay_met(
    panel: Open, fake: FakeNexudus, server: ScriptedServer, answer: Answer, error: type[BackendError], trouble: Trouble
) -> None:
    fake.faults["GET", LIST] = lambda _: answer
    with pytest.raises(error, match="By way of the relay at http://127") as caught:
        await panel().agendas(["1"], START)
    assert caught.value.trouble is trouble
    assert server.url in caught.value.sentence


async def test_forty_panels_in_front_of_a_broken_account_ask_it_no_more_than_one_would(
    panel: Open, fake: FakeNexudus, clock: HastyClock
) -> None:
    fake.faults["GET", LIST] = lambda _: Reply(status=500)
    panels = [panel() for _ in range(10)]
    for _ in range(12):
        for one in panels:
            with pytest.raises(ServerTrouble):
                await one.agendas(["1"], clock.now())
        clock.skip(5)
    assert fake.paths().count(LIST) <= 6


async def test_how_long_to_wait_is_passed_on_in_the_header_too(bare: httpx.AsyncClient, fake: FakeNexudus) -> None:
    fake.throttling = ["40"]
    answer = await bare.get(LIST)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "40")


@pytest.mark.parametrize(
    "error",
    [
        Unreachable("a", "b"), TlsFailure("a", "b"), TimedOut("a", "b"), ServerTrouble("a", "b"), Garbled("a", "b"),
        LoginPage("a", "b"), NotAllowed("a", "b"), NotFound("a", "b"), Conflict("a", "b"), Rejected("a", "b"),
        Throttled("a", "b", retry_after=2.5),
    ],
)  # fmt: skip
def test_a_failure_is_the_same_on_both_sides(error: BackendError) -> None:
    status, body = written(error)
    found = read(body, "http://site-host:8760")
    assert status >= 400
    assert type(found) is type(error)
    assert (found.sentence, found.hint) == ("By way of the relay at http://site-host:8760: a", "b")
    assert getattr(found, "retry_after", None) == getattr(error, "retry_after", None)


@pytest.mark.parametrize("undone", [True, False])
def test_whether_a_change_may_have_been_made_is_passed_on(*, undone: bool) -> None:
    error = Unreachable("a")
    error.undone = undone
    found = read(written(error)[1], "http://site-host:8760")
    assert isinstance(found, Unreachable)
    assert found.undone is undone


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"trouble":"other"}', b"\xff", b"[" * 9999])
def test_what_tells_of_no_failure_is_none(body: bytes) -> None:
    assert read(body, "http://site-host:8760") is None


async def test_a_relay_that_is_not_there_is_unreachable_by_its_own_name(panel: Open) -> None:
    with pytest.raises(Unreachable, match=r"http://127\.0\.0\.1:9 cannot be reached"):
        await panel("http://127.0.0.1:9").agendas(["1"], START)


@pytest.mark.parametrize("token", ["wrong", TOKEN[:-1], TOKEN + "x"])
async def test_a_wrong_token_is_not_allowed_and_says_which_file(panel: Open, fake: FakeNexudus, token: str) -> None:
    with pytest.raises(NotAllowed, match="does not accept this panel's token") as caught:
        await panel(token=token).agendas(["1"], START)
    assert "relay_token_file" in caught.value.hint
    assert fake.seen == []


async def test_without_a_token_nothing_is_answered(relay: str, fake: FakeNexudus) -> None:
    async with httpx.AsyncClient(base_url=relay, trust_env=False) as stranger:
        for path in ("/", "/relay", LIST, "/api/token", "/openapi.json"):
            assert (await stranger.get(path)).status_code in {401, 404}
            assert (await stranger.post(path, content=b"{}")).status_code in {401, 404}
    assert fake.seen == []


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [
        ("POST", "/api/token", b"grant_type=password"),
        ("GET", "/api/spaces/coworkers", None),
        ("GET", "/api/spaces/coworkers/1", None),
        ("GET", "/api/spaces/bookings/1/../../coworkers", None),
        ("GET", "/api/spaces/bookings/x", None),
        ("GET", "/api/spaces/bookings/%31%2F..", None),
        ("GET", "/api/spaces/bookings?Coworker_Email=a", None),
        ("GET", "/api/spaces/bookings/1?expand=all", None),
        ("GET", "http://elsewhere.example/api/spaces/bookings", None),
        ("PUT", "/api/spaces/resources", b"{}"),
        ("DELETE", "/api/spaces/resources/1", None),
        ("POST", "/api/spaces/bookings", None),
        ("POST", "/api/spaces/bookings", b"not json"),
        ("POST", "/api/spaces/bookings/runacommand", b"{}"),
        ("PATCH", "/api/spaces/bookings", b"{}"),
        ("GET", "/", None),
    ],
)
async def test_what_a_panel_never_asks_is_not_let_through(
    relay: str, bare: httpx.AsyncClient, fake: FakeNexudus, method: str, target: str, body: bytes | None
) -> None:
    request = httpx.Request(method, relay + "/", headers={"Authorization": TOKEN}, content=body)
    request.extensions["target"] = target.encode()
    answer = await bare.send(request)
    assert answer.status_code in {400, 404}
    assert fake.seen == []


async def test_a_large_body_is_refused(bare: httpx.AsyncClient, fake: FakeNexudus) -> None:
    answer = await bare.post(LIST, content=b'"' + b"x" * (1 << 20) + b'"')
    assert answer.status_code == 400
    assert fake.seen == []


async def test_every_operation_of_a_panel_is_let_through(panel: Open, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    fake.closures[7] = {"Id": 7, "FromTime": "2026-03-30T10:00:00Z", "ToTime": "2026-03-30T11:00:00Z"}
    fake.visitors[5] = {"Id": 5, "VisitorCode": "ABC234"}
    ids = {"booking": booking, "resource": 1, "closure": 7, "visitor": 5}
    client, whole = panel().client, json.dumps(fake.bookings.records[booking]).encode()
    for row in ROWS:
        values = {"id": str(ids[row.name.partition(".")[0]])} if "{id}" in row.path else {}
        values |= {"name": "eBookingRepeatCycle"} if row.name == "enum.get" else {}
        body = whole if row.method in {"POST", "PUT"} else None
        if row.name == "visitor.update":
            body = b'{"Id": 5}'
        if row.name == "booking.run_command":
            body = json.dumps({"Key": "X_START", "Ids": [booking], "Parameters": []}).encode()
        assert await client.call(row.name, values, body), row.name
    methods = {(one.method, one.path.rstrip("0123456789")) for _, one in fake.seen}
    assert methods == {(row.method, row.path.replace("{id}", "")) for row in ROWS}


async def test_neither_side_sees_the_others_secret(panel: Open, fake: FakeNexudus) -> None:
    await panel().book("1", at(0), at(1))
    for _, request in fake.seen:
        assert TOKEN not in repr(request)
    async with serving(lambda _: json_reply({"Records": [], "HasNextPage": False})) as listener:
        await panel(listener.url).client.bookings(at(0), at(1))
        assert PASSWORD not in repr(listener.requests)
        assert listener.requests[0].headers["authorization"] == TOKEN


async def test_the_relay_says_how_often_it_asks(panel: Open, clock: HastyClock) -> None:
    one = panel()
    session = one.client.session
    assert isinstance(session, RelayedSession)
    assert (await session.report()).requests == 0
    await one.agendas(["1"], START)
    assert (await session.report()).requests == 4
    clock.skip(61)
    assert (await session.report()).requests == 0


async def test_what_is_no_relay_is_named(panel: Open, server: ScriptedServer) -> None:
    session = panel(server.url).client.session
    assert isinstance(session, RelayedSession)
    server.script = lambda _: Reply(status=404)
    with pytest.raises(Garbled, match="is no relay"):
        await session.request("GET", LIST)
    server.script = lambda _: json_reply({"hello": 1})
    with pytest.raises(Garbled, match="is no relay"):
        await session.report()


def test_plain_http_to_another_machine_needs_a_word_in_the_config(panel: Open) -> None:
    with pytest.raises(InsecureAddress):
        panel("http://site-host:8760")
    panel("http://site-host:8760", allow_plain_http=True)
