"""Real servers on the loopback: the demo at a standing clock, and a small office of its own on a file."""

import asyncio
import queue
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from kiosk.clock import Clock, FixedClock
from kiosk.server.hint_secrets import HintSecrets
from kiosk.server.hints import HintReceiver
from kiosk.server.rules import NO_RULES, HouseRules
from kiosk.server.run import EmbeddedServer
from kiosk.server.store import Store
from tests.server.office_file import ROOMS_SQL
from tests.server.office_things import THINGS_SQL

TOKEN = "a-token-of-the-tests"
FRIDAY = datetime.fromisoformat("2026-11-20T14:12:00+01:00").astimezone(UTC)


class SteppedClock(Clock):
    """A clock that the test moves."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        return self.at

    def wall(self) -> datetime:
        return self.at

    def step(self, **by: float) -> None:
        self.at += timedelta(**by)


class WakingClock(SteppedClock):
    """A clock that the test moves, and whose sleepers wake as soon as it has reached their instant."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self._sleepers: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def wait_until(self, instant: datetime) -> None:
        sleeper = (asyncio.get_running_loop(), asyncio.Event())
        self._sleepers.append(sleeper)
        try:
            while self.at < instant:
                await sleeper[1].wait()
                sleeper[1].clear()
        finally:
            self._sleepers.remove(sleeper)

    def step(self, **by: float) -> None:
        super().step(**by)
        for loop, event in tuple(self._sleepers):
            loop.call_soon_threadsafe(event.set)


Hints = queue.Queue[frozenset[str] | None]
Client = httpx.Client
Start = Callable[..., Client]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start servers that end with the test; gives a client that shows the token."""
    running: list[tuple[EmbeddedServer, Client]] = []

    def _start(
        data: Path | None = None, *, demo: bool = True, clock: Clock | None = None, rules: HouseRules = NO_RULES
    ) -> Client:
        server = EmbeddedServer(data, TOKEN, demo=demo, clock=clock or FixedClock(FRIDAY), rules=rules)
        client = httpx.Client(base_url=server.start(), headers={"Authorization": TOKEN}, trust_env=False)
        running.append((server, client))
        return client

    yield _start
    for server, client in running:
        client.close()
        server.stop()


@pytest.fixture
def demo(start: Start) -> Client:
    """The demo building on Friday 20 November 2026 at 14:12 in Berlin."""
    return start()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(FRIDAY)


def written(path: Path, statements: Iterable[str]) -> Path:
    """A data file in which these statements were run."""

    async def write() -> None:
        store = await Store.open(path)
        await store.write(lambda connection: [connection.execute(statement) for statement in statements])
        await store.close()

    asyncio.run(write())
    return path


@pytest.fixture
def office_path(tmp_path: Path) -> Path:
    """A data file with four resources and no booking."""
    return written(tmp_path / "office.sqlite", ROOMS_SQL)


@pytest.fixture
def office(start: Start, office_path: Path, clock: SteppedClock) -> Client:
    """That office, served by a clock that the test moves."""
    return start(office_path, demo=False, clock=clock)


@pytest.fixture
def furnished(start: Start, office_path: Path, clock: SteppedClock) -> Client:
    """That office with people, sensors, lockers, e-paper, and visits of Friday."""
    return start(written(office_path, THINGS_SQL), demo=False, clock=clock)


def keeps(secret: str) -> HintSecrets:
    """Secrets of which there is one."""
    return HintSecrets(Clock().monotonic, lambda: secret)


class Receiver:
    """A real receiver; `next` waits for one hint."""

    def __init__(self) -> None:
        self._hints: Hints = queue.Queue()
        self.receiver = HintReceiver("127.0.0.1", 0, keeps("secret"), self._hints.put)
        self.address = self.receiver.start() + "/hint/secret"

    def next(self) -> frozenset[str] | None:
        return self._hints.get(timeout=20)

    @property
    def idle(self) -> bool:
        return self._hints.empty()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    one = Receiver()
    yield one
    one.receiver.stop()
