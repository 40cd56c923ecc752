"""What the HTTP library would do by itself and must not: keep cookies, look where a redirect leads, log addresses."""

import logging

import httpcore
import httpx
import pytest

from kiosk.backends.errors import LoginPage, Rejected, Unreachable
from kiosk.backends.http.pool import BoundedTransport
from tests.wire.conftest import Connect, Serve
from tests.wire.scripted_server import Reply, json_reply

OK = json_reply({"ok": True})


async def test_a_cookie_is_not_kept(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: json_reply([], Set_Cookie="session=1; Path=/"))
    transport = connect(server)
    await transport.request("GET", "/x")
    await transport.request("GET", "/x")
    assert [one.headers.get("cookie") for one in server.requests] == [None, None]


@pytest.mark.parametrize("location", ["http://[broken", "https://login.example/?x=1", "", "\xff", "ftp://x"])
async def test_a_redirect_is_a_login_page_wherever_it_leads(serve: Serve, connect: Connect, location: str) -> None:
    server = await serve(lambda _: Reply(status=302, headers={"Location": location}))
    with pytest.raises(LoginPage):
        await connect(server).request("GET", "/x")
    assert len(server.requests) == 1


async def test_no_address_is_logged_for_it_may_hold_whom_someone_looks_for(
    serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    await connect(await serve(lambda _: OK)).request("GET", "/x", "searchText=Hopper")
    assert logging.getLogger("httpx").level == logging.WARNING
    assert "Hopper" not in caplog.text


async def test_a_target_goes_on_the_wire_as_it_was_encoded(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)
    await connect(server).request("GET", "/a%2Fb/%C3%A9", "id=1,2&from=2026-03-29T10:00:00Z&x=%2B%25")
    assert server.requests[0].target == "/a%2Fb/%C3%A9?id=1,2&from=2026-03-29T10:00:00Z&x=%2B%25"


async def test_only_the_headers_that_are_needed_are_sent(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)
    transport = connect(server)
    await transport.request("GET", "/x")
    await transport.request("POST", "/x", body=b"{}")
    plain = {"host", "accept", "accept-encoding", "connection", "user-agent", "authorization"}
    assert [set(one.headers) for one in server.requests] == [plain, plain | {"content-type", "content-length"}]
    assert server.requests[0].headers["accept-encoding"] == "gzip"


async def test_an_endless_address_is_refused_by_name(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: OK)
    with pytest.raises(Rejected, match="too long"):
        await connect(server).request("GET", "/x", "a=" + "b" * 70_000)
    assert server.connections == 0


async def test_what_was_closed_says_so(serve: Serve, connect: Connect) -> None:
    transport = connect(await serve(lambda _: OK))
    await transport.aclose()
    with pytest.raises(Unreachable, match="closed by this program"):
        await transport.request("GET", "/x")


class Failing(httpcore.AsyncConnectionPool):
    def __init__(self, failure: Exception) -> None:
        super().__init__()
        self.failure = failure

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:  # noqa: ARG002 - it fails
        raise self.failure


def _all(kind: type[Exception]) -> list[type[Exception]]:
    return [kind, *(deeper for one in kind.__subclasses__() for deeper in _all(one))]


FAMILIES = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError)


@pytest.mark.parametrize("kind", [one for family in FAMILIES for one in _all(family)])
async def test_every_failure_of_the_pool_has_a_name_in_httpx(kind: type[Exception]) -> None:
    async with httpx.AsyncClient(transport=BoundedTransport(Failing(kind("why")))) as client:
        with pytest.raises(httpx.TransportError, match="why") as caught:
            await client.get("http://127.0.0.1/")
    assert isinstance(caught.value.__cause__, kind)
