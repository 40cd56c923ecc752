"""The token reaches the server and nothing else; it never travels in the clear."""

import ssl
import traceback
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk.backends.errors import BackendError, TlsFailure
from kiosk.backends.http.address import InsecureAddress, parse_address
from kiosk.backends.http.auth import Auth, AuthKind
from kiosk.backends.http.transport import Transport
from kiosk.backends.offision.open import open_client
from kiosk.clock import Clock
from tests.wire.conftest import TOKEN, Connect, Serve
from tests.wire.scripted_server import Answer, Hang, Raw, Reply, ScriptedServer, json_reply, tls_serving

CERTIFICATE = Path(__file__).parent / "payloads" / "loopback.pem"


@pytest.mark.parametrize("kind", list(AuthKind))
def test_a_token_is_not_in_its_representation(kind: AuthKind) -> None:
    auth = Auth(TOKEN, kind)
    assert TOKEN not in f"{auth} {auth!r} {vars(type(auth))!r}"


def test_basic_is_the_token_as_user_name_with_an_empty_password() -> None:
    assert Auth("abc", AuthKind.BASIC).header() == (b"Authorization", b"Basic YWJjOg==")
    assert Auth(" abc\n").header() == (b"Authorization", b"abc")


@pytest.mark.parametrize("token", ["", "  ", "canary\r\nHost: x", "canary-ü", "canary\0"])
def test_a_token_that_no_header_can_carry_is_refused_unnamed(token: str) -> None:
    with pytest.raises(ValueError, match="token") as caught:
        Auth(token)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(TOKEN.encode(), 401),
        Reply(TOKEN.encode(), 500),
        Reply(f"<p>{TOKEN}".encode()),
        Raw((TOKEN.encode(),)),
        Raw((b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + TOKEN.encode(),)),
        Raw(),
        Hang(),
    ],
)
async def test_no_error_holds_the_token_even_where_the_server_echoes_it(
    serve: Serve, connect: Connect, reply: Answer
) -> None:
    transport = connect(await serve(lambda _: reply), deadline=0.3)
    with pytest.raises(BackendError) as caught:
        await transport.request("GET", "/x")
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + caught.value.hint
    assert TOKEN not in shown
    assert TOKEN not in repr(transport) + repr(vars(transport))


@pytest.mark.parametrize("url", ["http://rooms.example.com", "http://10.0.0.5:8080/x", "http://localhost.example.com"])
def test_plain_http_to_another_machine_is_refused_unless_asked_for(url: str) -> None:
    with pytest.raises(InsecureAddress, match="https://"):
        parse_address(url)
    assert parse_address(url, allow_plain_http=True).scheme == "http"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8750", "http://localhost", "http://[::1]:80/", "https://x.example/a/"]
)
def test_https_and_this_machine_are_fine(url: str) -> None:
    address = parse_address(url)
    assert address.origin + address.prefix == url.rstrip("/")


@pytest.mark.parametrize(
    "url", ["", "rooms.example.com", "ftp://x", "https://", "https://x:99999", "https://x/?a=1", "https://x#a"]
)
def test_what_is_no_address_says_so(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        parse_address(url)


def test_a_password_in_an_address_is_refused_unnamed() -> None:
    with pytest.raises(ValueError, match="user name") as caught:
        parse_address(f"https://me:{TOKEN}@x.example")
    assert TOKEN not in str(caught.value)


@pytest.fixture
async def tls_server() -> AsyncIterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    async with tls_serving(lambda _: json_reply([]), context) as server:
        yield server


def over_tls(server: ScriptedServer) -> Transport:
    return Transport(parse_address(f"https://127.0.0.1:{server.port}"), Auth(TOKEN), Clock())


async def test_a_certificate_that_nobody_vouches_for_is_refused_before_the_token_is_sent(
    tls_server: ScriptedServer,
) -> None:
    transport = over_tls(tls_server)
    with pytest.raises(TlsFailure, match="certificate"):
        await transport.request("GET", "/x")
    await transport.aclose()
    assert tls_server.requests == []


async def test_a_certificate_that_the_environment_trusts_is_accepted(
    tls_server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    transport = over_tls(tls_server)
    assert (await transport.request("GET", "/x")).body == b"[]"
    assert (await transport.request("GET", "/x")).body == b"[]"
    await transport.aclose()
    assert tls_server.connections == 1


async def test_no_proxy_is_used_for_this_machine(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server = await serve(lambda _: json_reply([]))
    client = open_client(server.url, Auth(TOKEN), Clock())
    assert (await client.room_status(["1"])).rooms.items == ()
    await client.transport.aclose()
