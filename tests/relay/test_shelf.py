"""One request for many, kept for its life, and never handed out after it was forgotten."""

import asyncio
from dataclasses import dataclass, field

import pytest

from kiosk.backends.errors import BackendError, NotAllowed, Unreachable
from kiosk.relay.shelf import Kept, Shelf
from tests.nexudus.hasty import HastyClock

KEY = ("booking.search", "a")


@dataclass
class Source:
    """Answers with the number of the request, once it is let go on."""

    clock: HastyClock
    asked: int = 0
    life: float = 15.0
    failure: BackendError | None = None
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self) -> Kept:
        self.asked += 1
        self.begun.set()
        number, since = self.asked, self.clock.monotonic()
        await self.go_on.wait()
        if self.failure is not None:
            raise self.failure
        return Kept(str(number).encode(), since, self.life)


@pytest.fixture
def clock() -> HastyClock:
    return HastyClock()


@pytest.fixture
def shelf(clock: HastyClock) -> Shelf:
    return Shelf(clock)


@pytest.fixture
def source(clock: HastyClock) -> Source:
    source = Source(clock)
    source.go_on.set()
    return source


async def begun(shelf: Shelf, source: Source, key: tuple[str, ...] = KEY) -> "asyncio.Task[Kept]":
    """A request that waits for its answer."""
    source.begun.clear()
    task = asyncio.create_task(shelf.get(key, source))
    await source.begun.wait()
    return task


async def test_many_who_ask_at_once_get_one_answer(shelf: Shelf, source: Source) -> None:
    answers = await asyncio.gather(*(shelf.get(KEY, source) for _ in range(40)))
    assert (source.asked, {one.body for one in answers}) == (1, {b"1"})


async def test_other_keys_have_other_answers(shelf: Shelf, source: Source) -> None:
    assert (await shelf.get(KEY, source)).body != (await shelf.get(("booking.search", "b"), source)).body


async def test_an_answer_is_kept_for_its_life_and_no_longer(shelf: Shelf, source: Source, clock: HastyClock) -> None:
    await shelf.get(KEY, source)
    clock.skip(14.9)
    assert (await shelf.get(KEY, source)).body == b"1"
    clock.skip(0.2)
    assert (await shelf.get(KEY, source)).body == b"2"


async def test_a_life_begins_when_the_answer_was_asked_for(shelf: Shelf, source: Source, clock: HastyClock) -> None:
    source.go_on.clear()
    first = await begun(shelf, source)
    clock.skip(10)
    source.go_on.set()
    await first
    clock.skip(5)
    assert (await shelf.get(KEY, source)).body == b"2"


async def test_what_is_forgotten_is_asked_for_again(shelf: Shelf, source: Source) -> None:
    await shelf.get(KEY, source)
    shelf.forget("booking.get")
    assert (await shelf.get(KEY, source)).body == b"1"
    shelf.forget("booking.search")
    assert (await shelf.get(KEY, source)).body == b"2"


async def test_nobody_joins_a_request_that_was_forgotten_while_under_way(shelf: Shelf, source: Source) -> None:
    source.go_on.clear()
    early = await begun(shelf, source)
    shelf.forget("booking.search")
    late = await begun(shelf, source)
    source.go_on.set()
    assert ((await early).body, (await late).body) == (b"1", b"2")
    assert (await shelf.get(KEY, source)).body == b"2"


async def test_who_gives_up_takes_nothing_from_the_others(shelf: Shelf, source: Source) -> None:
    source.go_on.clear()
    first = await begun(shelf, source)
    second = asyncio.create_task(shelf.get(KEY, source))
    await asyncio.sleep(0)
    first.cancel()
    source.go_on.set()
    assert (await second).body == b"1"
    assert source.asked == 1


@pytest.mark.parametrize(("failure", "seconds"), [(Unreachable("no"), 10), (NotAllowed("no"), 60)])
async def test_a_failure_is_not_asked_for_once_a_panel(
    shelf: Shelf, source: Source, clock: HastyClock, failure: BackendError, seconds: float
) -> None:
    source.failure = failure
    for _ in range(40):
        with pytest.raises(type(failure)):
            await shelf.get(KEY, source)
    assert source.asked == 1
    clock.skip(seconds + 0.1)
    source.failure = None
    assert (await shelf.get(KEY, source)).body == b"2"


async def test_what_is_not_expected_is_raised_and_not_kept(shelf: Shelf, source: Source) -> None:
    async def broken() -> Kept:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await shelf.get(KEY, broken)
    assert (await shelf.get(KEY, source)).body == b"1"


async def test_nothing_runs_on_after_the_end(shelf: Shelf, source: Source) -> None:
    source.go_on.clear()
    waiting = await begun(shelf, source)
    await shelf.aclose()
    with pytest.raises(asyncio.CancelledError):
        await waiting
