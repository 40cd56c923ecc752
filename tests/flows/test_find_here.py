"""Find a room at the demo building, over real HTTP: seen, booked, and gone from the list."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from kiosk.acting.desk import RoomDesk
from kiosk.backends.base import RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import LocalBackend, open_local
from kiosk.clock import Clock, FixedClock
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.flows.find import FindFlow
from kiosk.flows.stage import Flow
from kiosk.searching import search_from
from kiosk.server.run import EmbeddedServer
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.wording import Words

TOKEN = "find-token"
FRIDAY = datetime(2026, 11, 20, 13, 12, tzinfo=UTC)
SETTINGS = RoomSettings(time_zone="Europe/Berlin")


@pytest.fixture
def demo() -> Iterator[str]:
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(FRIDAY))
    yield server.start()
    server.stop()


class Screen:
    """Keeps what is shown, and wakes who waits for it."""

    def __init__(self, group: asyncio.TaskGroup) -> None:
        self.view = SheetView()
        self._group = group
        self._news = asyncio.Event()

    def show(self, view: SheetView) -> None:
        self.view = view
        self._news.set()

    def open(self, flow: Flow) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        self._group.create_task(work)

    async def until(self, condition: Callable[[SheetView], object]) -> SheetView:
        while not condition(self.view):
            self._news.clear()
            await self._news.wait()
        return self.view


def search(backend: LocalBackend, clock: Clock) -> Callable[[], FindFlow]:
    policy = Policy()
    desk = RoomDesk(backend, clock, policy, lambda: uuid4().hex)
    return search_from(Room("1", "Victoria", "Europe/Berlin"), backend, desk, clock, policy, Words("en"))


async def test_a_room_of_the_building_is_found_booked_and_not_offered_again(demo: str) -> None:
    clock = FixedClock(FRIDAY)
    backend = open_local(demo, Auth(TOKEN), SETTINGS, clock)
    flow = search(backend, clock)()
    async with asyncio.TaskGroup() as group:
        screen = Screen(group)
        flow.begin(screen)
        listed = await screen.until(lambda view: view.rows)
        titles = [one.title for one in listed.rows]
        assert "Lesezimmer" in titles
        assert "Victoria" not in titles
        assert {"seats 4", "floor Floor 2", "amenity Screen"} <= {one.key for one in listed.chips}
        flow.chosen("room 4")
        flow.chosen("minutes 30")
        ended = await screen.until(lambda view: view.tone in {"good", "bad"})
        assert ended.tone == "good"
        assert ended.line.endswith("Floor 3\u2069")
        flow.closed()
        again = search(backend, clock)()
        again.begin(screen)
        listed = await screen.until(lambda view: view.rows)
        assert "Lesezimmer" not in [one.title for one in listed.rows]
        again.closed()
    await backend.aclose()


async def test_a_server_that_is_gone_is_told_and_nothing_is_booked() -> None:
    clock = FixedClock(FRIDAY)
    backend = open_local("http://127.0.0.1:9", Auth(TOKEN), SETTINGS, clock)
    flow = search(backend, clock)()
    async with asyncio.TaskGroup() as group:
        screen = Screen(group)
        flow.begin(screen)
        told = await screen.until(lambda view: view.tone == "bad")
        assert told.rows == ()
        flow.closed()
    await backend.aclose()
