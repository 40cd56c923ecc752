import asyncio
from collections.abc import Callable, Coroutine
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from kiosk.backends.base import Capabilities
from kiosk.backends.errors import Throttled, Unreachable
from kiosk.domain.connection import Connection, Trouble
from kiosk.sync.model import FeedState
from kiosk.sync.subscriptions import Subscriptions, SubscriptionSettings
from tests.sync.scripted import ScriptedBackend
from tests.sync.virtual import VirtualClock, passing, simulate

URL = "https://panel.example/hints/4f1c-secret"


def subscribing(
    script: Callable[[ScriptedBackend, Subscriptions], Coroutine[Any, Any, None]], url: str = URL
) -> list[float]:
    """Run subscriptions while `script` acts; the seconds at which was asked for one."""

    async def main() -> list[float]:
        clock = VirtualClock()
        backend = ScriptedBackend(clock)
        subscriptions = Subscriptions(backend, ("1",), clock, SubscriptionSettings(lambda: url, minutes=60), Random(3))
        running = asyncio.ensure_future(subscriptions.run())
        await script(backend, subscriptions)
        subscriptions.stop()
        await running
        return [call.at for call in backend.asked("subscribe")]

    return simulate(main)


def test_a_subscription_is_renewed_at_half_its_time_with_a_tenth_of_jitter() -> None:
    async def script(_: ScriptedBackend, __: Subscriptions) -> None:
        await passing(86400.0)

    asked = subscribing(script)
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert asked[0] == 0.0
    assert len(gaps) > 40
    assert all(1620.0 <= gap <= 1980.0 for gap in gaps)
    assert len(set(gaps)) > 10


def test_a_refused_subscription_is_tried_again_ever_less_often() -> None:
    async def script(backend: ScriptedBackend, _: Subscriptions) -> None:
        backend.subscribe_fault = Unreachable("The server does not answer.")
        await passing(3600.0)
        failed = len(backend.calls)
        assert 12 <= failed <= 60
        backend.subscribe_fault = None
        await passing(301.0)
        assert len(backend.calls) == failed + 1

    subscribing(script)


def test_patience_is_kept() -> None:
    async def script(backend: ScriptedBackend, _: Subscriptions) -> None:
        backend.subscribe_fault = Throttled("Too many requests.", retry_after=200.0)
        await passing(199.0)

    assert subscribing(script) == [0.0]


def test_a_server_that_was_away_is_asked_again_for_it_may_have_forgotten() -> None:
    async def script(_: ScriptedBackend, subscriptions: Subscriptions) -> None:
        subscriptions.show(FeedState())
        await passing(100.0)
        subscriptions.show(FeedState(connection=Connection(trouble=Trouble.UNREACHABLE)))
        await passing(100.0)
        for _turn in range(5):
            subscriptions.show(FeedState())
            await passing(10.0)

    asked = subscribing(script)
    assert len(asked) == 2
    assert 200.0 <= asked[1] <= 205.0


@pytest.mark.parametrize("why", ["no address", "no hints"])
def test_without_an_address_or_hints_nothing_is_asked(why: str) -> None:
    async def script(backend: ScriptedBackend, _: Subscriptions) -> None:
        if why == "no hints":
            backend.capabilities = Capabilities()
        await passing(7200.0)

    assert subscribing(script, url="" if why == "no address" else URL) == []


def test_the_secret_address_is_in_no_log_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    async def script(backend: ScriptedBackend, _: Subscriptions) -> None:
        backend.subscribe_fault = Unreachable("The server does not answer.")
        await passing(600.0)

    with caplog.at_level("DEBUG"):
        subscribing(script)
    assert "The server does not answer." in caplog.text
    assert "secret" not in caplog.text + repr(SubscriptionSettings(lambda: URL))


def test_the_address_is_asked_for_anew_with_each_renewal() -> None:
    """Its secret changes while the program runs."""
    given: list[str] = []

    def address() -> str:
        given.append(f"{URL}-{len(given)}")
        return given[-1]

    async def main() -> list[object]:
        clock = VirtualClock()
        backend = ScriptedBackend(clock)
        subscriptions = Subscriptions(backend, ("1",), clock, SubscriptionSettings(address), Random(3))
        running = asyncio.ensure_future(subscriptions.run())
        await passing(7200.0)
        subscriptions.stop()
        await running
        return list(backend.asked("subscribe"))

    asked = simulate(main)
    assert len(asked) >= 4
    assert len(given) == len(asked) + 1
