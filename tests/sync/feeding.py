"""A feed over a scripted backend in virtual time."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from random import Random
from typing import Any

from kiosk.sync.feed import RoomFeed
from kiosk.sync.model import FeedSettings, FeedState
from kiosk.sync.store import Store
from tests.sync.scripted import ScriptedBackend
from tests.sync.virtual import VirtualClock, simulate


@dataclass(slots=True)
class Stage:
    """What a script may touch, and every state that the feed handed on."""

    clock: VirtualClock
    backend: ScriptedBackend
    feed: RoomFeed
    states: list[FeedState] = field(default_factory=list)
    stopped: bool = False

    @property
    def state(self) -> FeedState:
        return self.states[-1]

    def polls(self) -> list[float]:
        return [call.at for call in self.backend.asked("agendas")]


Script = Callable[[Stage], Coroutine[Any, Any, None]]


def stage(
    clock: VirtualClock,
    backend: ScriptedBackend,
    settings: FeedSettings,
    store: Store | None = None,
    room_ids: tuple[str, ...] = ("1",),
    seed: int = 1,
) -> Stage:
    states: list[FeedState] = []
    feed = RoomFeed(backend, room_ids, clock, settings, Random(seed), store, states.append)
    return Stage(clock, backend, feed, states)


def feeding(
    script: Script,
    *,
    settings: FeedSettings | None = None,
    room_ids: tuple[str, ...] = ("1",),
    store: Store | None = None,
    seed: int = 1,
    early: float = 0.0,
    prepare: Callable[[ScriptedBackend], None] = lambda _: None,
) -> Stage:
    """Run a feed while `script` acts, then stop it and see that it returns."""

    async def main() -> Stage:
        clock = VirtualClock(early=early)
        backend = ScriptedBackend(clock)
        prepare(backend)
        on = stage(clock, backend, settings or FeedSettings(), store, room_ids, seed)
        running = asyncio.ensure_future(on.feed.run())
        acting = asyncio.ensure_future(script(on))
        await asyncio.wait([running, acting], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            acting.cancel()
            on.stopped = True
            await running
            return on
        acting.result()
        on.feed.stop()
        await running
        return on

    return simulate(main)
