"""Which rooms there are, asked now and then; whoever watches them begins anew when the answer is another. No Qt."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from random import Random
from typing import Any

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.domain.connection import Trouble
from kiosk.domain.room import Room
from kiosk.sync.backoff import Backoff
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
PERIOD = 600.0
JITTER = 0.1

Watch = Callable[[tuple[str, ...]], Coroutine[Any, Any, None]]
Heard = Callable[[Trouble | None], None]


class Roster:
    """Keeps `watch(room_ids)` running for the rooms that `choose` picks out of the backend's, in its order.

    `known` are watched from the start. `on_answer` hears of each question's end: None, or the trouble with it.
    """

    def __init__(
        self,
        backend: Backend,
        clock: Clock,
        rng: Random,
        choose: Callable[[Sequence[Room]], tuple[str, ...]],
        known: tuple[str, ...],
        watch: Watch,
        on_answer: Heard,
    ) -> None:
        self._backend = backend
        self._clock = clock
        self._rng = rng
        self._choose = choose
        self._watched = known
        self._watch = watch
        self._on_answer = on_answer
        self._gate = Gate(clock, rng)
        self._backoff = Backoff(PERIOD, rng)
        self._episode = Episode(_log, "List of rooms")

    async def run(self) -> None:
        """Ask and watch until cancelled. Raises what watching raises."""
        never = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(self._watch(self._watched))
            while True:
                before, seconds = self._watched, await self._ask()
                if self._watched != before:
                    watching.cancel()
                    await asyncio.wait([watching])
                    watching = group.create_task(self._watch(self._watched))
                due = self._clock.monotonic() + seconds
                await pause(self._clock, max(due, self._gate.opens), never)

    async def _ask(self) -> float:
        """Ask once; the seconds to wait before the next time."""
        try:
            rooms = await self._backend.rooms()
        except BackendError as error:
            self._gate.heed(error)
            self._episode.failed(error)
            self._on_answer(error.trouble)
            return self._backoff.failed()
        self._backoff.succeeded()
        self._episode.succeeded()
        self._watched = self._choose(rooms)
        self._on_answer(None)
        return PERIOD * self._rng.uniform(1.0 - JITTER, 1.0 + JITTER)
