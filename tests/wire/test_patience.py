"""What happens when a server asks to be asked later: nobody asks it before."""

import asyncio

import pytest

from kiosk.backends.errors import ServerTrouble, Throttled
from kiosk.clock import Clock
from tests.wire.conftest import Connect, Serve
from tests.wire.scripted_server import Reply, json_reply

OK = json_reply({"ok": True})


class SkippingClock(Clock):
    """A clock on which a wait passes at once, and is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return super().monotonic() + self.skipped

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.skipped += seconds
        await asyncio.sleep(0)


async def test_retry_after_in_seconds_is_obeyed(serve: Serve, connect: Connect) -> None:
    replies = iter([Reply(status=429, headers={"Retry-After": "3"}), OK])
    server = await serve(lambda _: next(replies))
    clock = SkippingClock()
    assert (await connect(server, clock).request("GET", "/x")).status == 200
    assert sum(clock.waits) == pytest.approx(3, abs=0.1)


async def test_retry_after_as_a_date_is_counted_from_the_server_s_own_date(serve: Serve, connect: Connect) -> None:
    headers = {"Retry-After": "Wed, 21 Oct 2015 07:28:04 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT"}
    replies = iter([Reply(status=503, headers=headers), OK])
    server = await serve(lambda _: next(replies))
    clock = SkippingClock()
    assert (await connect(server, clock).request("GET", "/x")).status == 200
    assert sum(clock.waits) == pytest.approx(4, abs=0.1)


async def test_retry_after_past_the_deadline_is_throttled_and_closes_the_gate(serve: Serve, connect: Connect) -> None:
    replies = iter([Reply(status=429, headers={"Retry-After": "60"}), OK])
    server = await serve(lambda _: next(replies))
    clock = SkippingClock()
    transport = connect(server, clock)
    with pytest.raises(Throttled) as caught:
        await transport.request("GET", "/x")
    assert caught.value.retry_after == 60
    with pytest.raises(Throttled):
        await transport.request("GET", "/other")
    assert len(server.requests) == 1
    clock.skipped += 61
    assert (await transport.request("GET", "/x")).status == 200
    assert clock.waits == []


async def test_a_server_that_never_ends_to_ask_for_patience_is_left_alone(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Reply(status=429, headers={"Retry-After": "0"}))
    with pytest.raises(Throttled):
        await connect(server).request("GET", "/x")
    assert len(server.requests) == 3


@pytest.mark.parametrize("text", ["", "soon", "-5", "1e9", "Wed, 99 Oct 2015 07:28:04 GMT", "²"])
async def test_a_retry_after_that_cannot_be_read_is_none(serve: Serve, connect: Connect, text: str) -> None:
    server = await serve(lambda _: Reply(status=429, headers={"Retry-After": text.encode().decode("latin-1")}))
    with pytest.raises(Throttled) as caught:
        await connect(server).request("GET", "/x")
    assert (caught.value.retry_after, len(server.requests)) == (0, 1)


async def test_an_absurd_retry_after_does_not_silence_a_panel_for_longer_than_a_quarter_of_an_hour(
    serve: Serve, connect: Connect
) -> None:
    server = await serve(lambda _: Reply(status=429, headers={"Retry-After": "999999999999"}))
    with pytest.raises(Throttled) as caught:
        await connect(server).request("GET", "/x")
    assert caught.value.retry_after == 900


async def test_a_failed_write_is_not_repeated_although_the_server_names_a_time(serve: Serve, connect: Connect) -> None:
    server = await serve(lambda _: Reply(status=503, headers={"Retry-After": "0"}))
    with pytest.raises(ServerTrouble):
        await connect(server).request("POST", "/x", body=b"{}")
    assert len(server.requests) == 1
