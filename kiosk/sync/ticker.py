"""Says what every watched room's state is, at the very second at which it changes. Knows no backend and no Qt."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.clock import Clock
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState, derive, next_boundary
from kiosk.sync.model import FeedState, presentable
from kiosk.sync.waiting import first_of

_MINUTE = timedelta(minutes=1)


class Ticker:
    """Derives the rooms' states at each boundary, each full minute, and whenever something new is shown to it.

    `on_tick` gets the states in the order of `FeedState.agendas`, all for the same instant, and the feed's state with
    only those access keys that may still be shown. `admit` makes of what is shown to it what may be handed on.
    """

    def __init__(
        self,
        clock: Clock,
        policy: Policy,
        on_tick: Callable[[tuple[RoomState, ...], FeedState], None],
        admit: Callable[[FeedState], FeedState] = lambda state: state,
    ) -> None:
        self._clock = clock
        self._policy = policy
        self._admit = admit
        self._listeners = [on_tick]
        self._state = FeedState()
        self._news = asyncio.Event()

    def join(self, on_tick: Callable[[tuple[RoomState, ...], FeedState], None]) -> None:
        """Hand on to `on_tick` too from now on, after those that were there before."""
        self._listeners.append(on_tick)

    def show(self, state: FeedState) -> None:
        """Take the feed's new state; `run` derives from it in its next turn."""
        self._state = self._admit(state)
        self._news.set()

    def tick(self) -> datetime:
        """Derive and hand on now; the instant at which to do so again, should nothing else happen."""
        self._news.clear()
        now, state = self._clock.now(), self._state
        states, shown = tuple([derive(one, now, self._policy) for one in state.agendas]), presentable(state, now)
        for on_tick in self._listeners:
            on_tick(states, shown)
        return self._next(state, now)

    async def run(self) -> None:
        """Tick until cancelled; never before an instant, also under a loop whose timers are early."""
        while True:
            due = self.tick()
            await first_of(self._news.wait(), self._clock.wait_until(due), self._clock.wait_moved())

    def _next(self, state: FeedState, now: datetime) -> datetime:
        edges = [now.replace(second=0, microsecond=0) + _MINUTE]
        edges += [edge for agenda in state.agendas if (edge := next_boundary(agenda, now, self._policy)) is not None]
        if state.keys_until is not None and state.keys_until > now:
            edges.append(state.keys_until)
        return min(edges)
