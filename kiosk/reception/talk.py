"""A visitor and the desk: feeds the reception's machine with what happens, and has done what it wants done.

asyncio without Qt, without words. A wish is begun at once and goes on by itself; only its ticket is believed later.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import assert_never

from kiosk.clock import Clock
from kiosk.domain.reception import advance, beginning
from kiosk.domain.reception_events import (
    Effect,
    Event,
    HostsFound,
    LookedUp,
    LookUp,
    NotRecorded,
    PrintBadge,
    Record,
    Recorded,
    SearchHosts,
    Submitted,
    TextChanged,
    Tick,
)
from kiosk.domain.reception_steps import Conversation, Done, Habits, Idle, Naming, WalkIn
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Receipt
from kiosk.flows.host import Spawn
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.waiting import pause
from kiosk.viewmodels.reception_parts import Aside, Badge
from kiosk.visits.carrying import Desk, recorded

_log = logging.getLogger(__name__)
FATE_SECONDS = 8.0
SEARCH_AFTER = 0.15
"""A name is searched for when nothing was typed for so long."""
_TICK = 0.5

Badges = Callable[[str], AsyncIterator[Badge]]
"""How the badge of an arrival fares, by the arrival's key: what is so now, then each change, until it is settled."""


class Talk:
    """One conversation after the other. `show` is called after each change; all methods: the loop's thread.

    `telling` says whether the host of a visit is being told; `badges` follows one that is printed, and
    tells of none where none is.
    """

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        habits: Habits,
        spawn: Spawn,
        show: Callable[[Conversation, Aside], None],
        telling: Callable[[Visit], bool],
        badges: Badges,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._habits = habits
        self._spawn = spawn
        self._show = show
        self._telling = telling
        self._badges = badges
        self._talk = beginning(clock.now())
        self._aside = Aside()
        self._badge: tuple[str, Badge] = ("", "none")
        self._answered = 0
        self._busy = asyncio.Event()

    @property
    def now(self) -> Conversation:
        """Where the conversation is."""
        return self._talk

    def tell(self, event: Event) -> None:
        """Something happened."""
        before = self._talk
        self._talk, effects = advance(before, event, self._clock.now(), self._habits)
        if isinstance(event, HostsFound):
            self._answered = max(self._answered, event.ticket)
        self._aside = self._beside(before, event)
        self._busy.set()
        self._show(self._talk, self._aside)
        for effect in effects:
            self._spawn(self._do(effect))

    async def run(self) -> None:
        """Tell the machine that time passes while anybody is there, until cancelled."""
        while True:
            self._busy.clear()
            if isinstance(self._talk.step, Idle) and self._talk.language is None:
                await self._busy.wait()
            await pause(self._clock, self._clock.monotonic() + _TICK, asyncio.Event())
            self.tell(Tick())

    def _beside(self, before: Conversation, event: Event) -> Aside:
        step = self._talk.step
        if isinstance(step, Done):
            receipt = step.receipt
            badge = self._badge[1] if self._badge[0] == receipt.key else "none"
            return Aside(badge, telling=receipt.visit is not None and self._telling(receipt.visit))
        if not isinstance(step, WalkIn | Naming):
            return Aside()
        old = before.step
        same = type(old) is type(step) and not (
            isinstance(old, WalkIn) and isinstance(step, WalkIn) and old.page is not step.page
        )
        stuck = same and (isinstance(event, Submitted) or (self._aside.stuck and not isinstance(event, TextChanged)))
        return Aside(stuck=stuck, searching=isinstance(step, WalkIn) and step.ticket > self._answered)

    async def _do(self, effect: Effect) -> None:
        match effect:
            case LookUp(ticket, act, text, name):
                self.tell(LookedUp(ticket, await self._desk.look_up(text, act, name)))
            case Record():
                await self._record(effect)
            case SearchHosts(ticket, text):
                await self._search(ticket, text)
            case PrintBadge():
                await self._follow_badge()
            case never:
                assert_never(never)

    async def _record(self, wish: Record) -> None:
        try:
            receipt = await recorded(self._desk, wish)
        except OutboxError as error:
            _log.warning("Reception: an arrival or a departure could not be written down: %s", error)
            self.tell(NotRecorded(wish.ticket))
            return
        self.tell(Recorded(wish.ticket, receipt))
        if not receipt.delivered:
            after = await self._fate(receipt)
            if after != receipt:
                self.tell(Recorded(wish.ticket, after))

    async def _fate(self, receipt: Receipt) -> Receipt:
        try:
            return await self._desk.fate(receipt, FATE_SECONDS)
        except OutboxError:
            return receipt

    async def _search(self, ticket: int, text: str) -> None:
        await pause(self._clock, self._clock.monotonic() + SEARCH_AFTER, asyncio.Event())
        if self._wanted(ticket):
            self.tell(HostsFound(ticket, await self._desk.find_hosts(text)))

    def _wanted(self, ticket: int) -> bool:
        return isinstance(self._talk.step, WalkIn) and self._talk.step.ticket == ticket

    async def _follow_badge(self) -> None:
        step = self._talk.step
        if isinstance(step, Done):
            key = step.receipt.key
            async for badge in self._badges(key):
                self._badged(key, badge)

    def _badged(self, key: str, badge: Badge) -> None:
        self._badge = (key, badge)
        step = self._talk.step
        if isinstance(step, Done) and step.receipt.key == key:
            self._aside = replace(self._aside, badge=badge)
            self._show(self._talk, self._aside)
