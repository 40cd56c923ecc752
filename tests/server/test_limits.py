"""What a stranger may try at the server: few wrong tokens, no long address, no file; and what every answer carries."""

import socket
from collections.abc import Callable

import httpx
import pytest

from kiosk.server.limits import BURST, LONGEST_TARGET, MOST_ADDRESSES, SECONDS_EACH, WrongTokens
from tests.server.conftest import FRIDAY, TOKEN, Start, SteppedClock
from tests.server.office_file import STATUS, code


class TickingClock(SteppedClock):
    """A clock whose seconds pass when the test says so."""

    def __init__(self) -> None:
        super().__init__(FRIDAY)
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


def wrong(client: httpx.Client) -> httpx.Response:
    return client.get(STATUS, headers={"Authorization": "wrong"})


def test_after_many_wrong_tokens_nobody_is_heard_from_that_address_for_a_while(start: Start) -> None:
    clock = TickingClock()
    office = start(clock=clock)
    for _ in range(BURST):
        assert code(wrong(office)) == (401, "unauthorized")
    refused = office.get(STATUS)
    assert code(refused) == (429, "too_many")
    clock.seconds += float(refused.headers["retry-after"])
    assert office.get(STATUS).status_code == 200
    assert code(wrong(office)) == (401, "unauthorized")
    assert code(office.get(STATUS)) == (429, "too_many")


def test_whoever_shows_nothing_guesses_nothing(start: Start) -> None:
    office = start(clock=TickingClock())
    for _ in range(2 * BURST):
        assert httpx.get(office.base_url.join(STATUS), trust_env=False).status_code == 401
    assert office.get(STATUS).status_code == 200


def test_addresses_are_counted_apart_and_only_so_many_are_remembered() -> None:
    clock = TickingClock()
    wrongs = WrongTokens(clock.monotonic)
    for _ in range(BURST + 5):
        wrongs.missed("10.0.0.1")
    assert wrongs.wait("10.0.0.1") == 6 * SECONDS_EACH
    assert wrongs.wait("10.0.0.2") == 0.0
    for number in range(MOST_ADDRESSES):
        wrongs.missed(f"10.1.{number >> 8}.{number & 255}")
    assert wrongs.wait("10.0.0.1") == 0.0


@pytest.mark.parametrize("headers", [{}, {"Authorization": ""}])
def test_an_address_without_an_end_is_refused(demo: httpx.Client, headers: dict[str, str]) -> None:
    assert code(demo.get(STATUS, params={"x": "a" * LONGEST_TARGET}, headers=headers)) == (414, "too_long")


def test_headers_without_an_end_are_cut_off(demo: httpx.Client) -> None:
    with socket.create_connection((demo.base_url.host, demo.base_url.port or 80)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Long: " + b"a" * (256 << 10))
        assert line.makefile("rb").readline().startswith(b"HTTP/1.1 400 ")
    assert demo.get(STATUS).status_code == 200


@pytest.mark.parametrize(
    "ask",
    [
        lambda one: one.get(STATUS),
        lambda one: one.get("/nothing"),
        lambda one: one.get("/openapi.json"),
        lambda one: one.get(STATUS, headers={"Authorization": "wrong"}),
        lambda one: one.delete("/openapi.json"),
    ],
)
def test_every_answer_tells_a_browser_to_keep_and_guess_nothing(
    demo: httpx.Client, ask: Callable[[httpx.Client], httpx.Response]
) -> None:
    headers = ask(demo).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "server" not in headers


def test_a_method_that_a_path_does_not_take_is_answered_with_those_that_it_does(demo: httpx.Client) -> None:
    for path, methods in (("/openapi.json", "GET, HEAD"), ("/api/kiosk/v1/guesses", "GET, HEAD, POST")):
        answer = demo.request("TRACE", path)
        assert code(answer) == (405, "method_not_allowed")
        assert answer.headers["allow"] == methods


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/api/kiosk/v1/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
     "/api/kiosk/v1/rooms/..%2f..%2ftoken", "/openapi.json/../token", "/api/kiosk/v1/rooms/%00"],
)  # fmt: skip
def test_no_path_leads_to_a_file(demo: httpx.Client, path: str) -> None:
    """On the wire as it stands, for a client of HTTP would tidy it up."""
    with socket.create_connection((demo.base_url.host, demo.base_url.port or 80)) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {TOKEN}\r\nConnection: close\r\n\r\n".encode())
        answer = line.makefile("rb").read()
    assert answer.split()[1] in {b"400", b"404", b"405"}
    assert b"root:" not in answer
    assert TOKEN.encode() not in answer
