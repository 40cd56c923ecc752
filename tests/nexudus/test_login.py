"""A user by Basic, or by tokens: got once, renewed in time, and never in a loop."""

import asyncio
from datetime import timedelta

import pytest

from kiosk.backends.errors import BackendError, Garbled, NotAllowed
from kiosk.backends.nexudus.login import Login
from tests.nexudus.conftest import CANARY, Open
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import NOW, HastyClock
from tests.wire.scripted_server import Reply, json_reply

TOKEN = ("POST", "/api/token")
BOOKINGS = ("GET", "/api/spaces/bookings")


def grants(fake: FakeNexudus) -> list[str]:
    bodies = [one.body.decode() for _, one in fake.seen if one.path == "/api/token"]
    return [body.partition("&")[0].partition("=")[2] for body in bodies]


async def test_basic_shows_the_user_with_each_request(opened: Open, fake: FakeNexudus) -> None:
    await opened().agendas(["1"], NOW)
    assert {one.headers["authorization"][:6] for _, one in fake.seen} == {"Basic "}
    assert "/api/token" not in fake.paths()


async def test_a_client_id_gets_one_token_for_requests_that_come_together(opened: Open, fake: FakeNexudus) -> None:
    backend = opened(client_id="door-1")
    await asyncio.gather(backend.agendas(["1"], NOW), backend.rooms())
    assert grants(fake) == ["password"]
    assert {one.headers["client_id"] for _, one in fake.seen if one.path == "/api/token"} == {"door-1"}
    others = [one.headers for _, one in fake.seen if one.path != "/api/token"]
    assert {headers["authorization"] for headers in others} == {"Bearer canary-access-1"}
    assert all("client_id" not in headers for headers in others)


async def test_a_token_request_shows_no_other_key(opened: Open, fake: FakeNexudus) -> None:
    await opened(client_id="door-1").rooms()
    assert "authorization" not in fake.seen[0][1].headers


async def test_a_token_is_renewed_before_it_expires(opened: Open, fake: FakeNexudus, clock: HastyClock) -> None:
    backend = opened(client_id="door-1")
    await backend.agendas(["1"], NOW)
    clock.skip(fake.token_lasts - 50.0)
    await backend.agendas(["1"], NOW)
    assert grants(fake) == ["password", "refresh_token"]


async def test_a_refused_token_is_renewed_once(opened: Open, fake: FakeNexudus) -> None:
    backend = opened(client_id="door-1")
    await backend.agendas(["1"], NOW)
    fake.drop_tokens()
    assert (await backend.agendas(["1"], NOW)).agendas
    assert grants(fake) == ["password", "refresh_token"]


async def test_a_stale_refresh_token_falls_back_to_the_password(opened: Open, fake: FakeNexudus) -> None:
    backend = opened(client_id="door-1")
    await backend.agendas(["1"], NOW)
    await opened(client_id="door-1").agendas(["1"], NOW)  # makes the first one's refresh token worthless
    fake.drop_tokens()
    assert (await backend.agendas(["1"], NOW)).agendas
    assert grants(fake) == ["password", "password", "refresh_token", "password"]


async def test_a_missing_role_costs_one_renewal_and_no_loop(opened: Open, fake: FakeNexudus, clock: HastyClock) -> None:
    fake.forbidden.add("/api/spaces/bookings")
    backend = opened(client_id="door-1")
    for _ in range(10):
        with pytest.raises(NotAllowed, match="does not accept this user and password, or allows them less"):
            await backend.agendas(["1"], NOW)
        clock.skip(15)
    assert grants(fake) == ["password", "refresh_token"]


@pytest.mark.parametrize("client_id", ["", "door-1"])
async def test_a_wrong_password_is_said_and_not_tried_again_and_again(
    opened: Open, fake: FakeNexudus, clock: HastyClock, client_id: str
) -> None:
    backend = opened(client_id=client_id, password=PASSWORD[::-1])
    for _ in range(5):
        with pytest.raises(NotAllowed) as caught:
            await backend.rooms()
        assert PASSWORD[::-1] not in str(caught.value) + caught.value.hint
        clock.skip(15)
    assert grants(fake) == (["password"] if client_id else [])
    clock.skip(300)
    with pytest.raises(NotAllowed):
        await backend.rooms()
    assert grants(fake) == (["password", "password"] if client_id else [])


async def test_what_was_repaired_is_noticed(opened: Open, fake: FakeNexudus) -> None:
    fake.forbidden.add("/api/spaces/bookings")
    backend = opened(client_id="door-1")
    with pytest.raises(NotAllowed):
        await backend.agendas(["1"], NOW)
    fake.forbidden.clear()
    assert (await backend.agendas(["1"], NOW)).agendas
    fake.drop_tokens()
    assert (await backend.agendas(["1"], NOW)).agendas


@pytest.mark.parametrize(
    "answer", [json_reply({}), json_reply([1]), Reply(b"{"), json_reply({"access_token": "a\r\nb"})]
)
async def test_an_answer_without_a_token_is_no_login(opened: Open, fake: FakeNexudus, answer: Reply) -> None:
    fake.faults[TOKEN] = lambda _: answer
    with pytest.raises(Garbled, match="token"):
        await opened(client_id="door-1").rooms()


async def test_a_server_in_trouble_is_no_wrong_password(opened: Open, fake: FakeNexudus) -> None:
    backend = opened(client_id="door-1")
    fake.faults[TOKEN] = lambda _: Reply(status=502)
    with pytest.raises(BackendError, match="502"):
        await backend.rooms()
    fake.faults.clear()
    assert await backend.rooms()


@pytest.mark.parametrize(
    ("expires", "again"), [(3600, 3540), (50, 40), (1, 5), ("600", 540), (None, None), ("soon", None), (True, None)]
)
def test_when_a_token_is_renewed(expires: object, again: float | None) -> None:
    login = Login(USER, PASSWORD, "door-1")
    assert login.accept({"access_token": "x", "expires_in": expires}, 0.0)
    if again is None:
        assert not login.is_due(timedelta(days=365).total_seconds())
    else:
        assert [login.is_due(again - 0.1), login.is_due(again)] == [False, True]


@pytest.mark.parametrize(
    ("user", "password", "client"), [("", PASSWORD, ""), ("a:b", PASSWORD, ""), (USER, "", ""), (USER, PASSWORD, "é")]
)
def test_what_cannot_be_sent_is_refused_unnamed(user: str, password: str, client: str) -> None:
    with pytest.raises(ValueError, match=r"user name|client_id") as caught:
        Login(user, password, client)
    assert CANARY not in str(caught.value)


def test_a_password_in_any_script_can_be_sent() -> None:
    assert Login("ada", "pässwörd €").header()[1].isascii()


def test_a_login_does_not_show_itself() -> None:
    login = Login(USER, PASSWORD, "door-1")
    login.accept({"access_token": "canary-access", "refresh_token": "canary-refresh"}, 0.0)
    assert CANARY not in f"{login} {login!r}"
