"""The outbox against a plain model of it, under any sequence of puts, tries, refusals, ends and full disks."""

import asyncio
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.backends.errors import Rejected, Throttled, Unreachable
from kiosk.clock import Clock
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Draft, Lane
from tests.sync.posting import LANE, OTHER, Faults, Receiver, delivery, failing
from tests.sync.storing import full

LANES = st.sampled_from([LANE, OTHER])
FAULTS = {"down": Unreachable("x"), "no": Rejected("x"), "wait": Throttled("x", retry_after=300.0)}


class SteppedClock(Clock):
    """A clock that only a test moves."""

    def __init__(self) -> None:
        super().__init__()
        self.at = datetime(2026, 11, 20, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def wall(self) -> datetime:
        return self.at


class OutboxMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock, self.faults = SteppedClock(), Faults("COMMIT")
        self.box = failing(Path(self.folder.name), self.faults, self.clock)
        self.receivers = {LANE: Receiver(), OTHER: Receiver()}
        self.waits: dict[Lane, list[tuple[str, datetime | None]]] = {LANE: [], OTHER: []}
        self.arrived: dict[Lane, list[str]] = {LANE: [], OTHER: []}
        self.aside: dict[Lane, set[str]] = {LANE: set(), OTHER: set()}
        self.closed: dict[Lane, datetime] = {}
        self.count = 0

    @rule(lane=LANES, hours=st.none() | st.integers(1, 3), again=st.booleans(), failing=st.booleans())
    def put(self, lane: Lane, hours: int | None, *, again: bool, failing: bool) -> None:
        self.count += not (again and self.count)
        key, expires = str(self.count), None if hours is None else self.clock.at + timedelta(hours=hours)
        known = {one for one, _ in self.waits[lane]} | set(self.arrived[lane]) | self.aside[lane]
        self.faults.upcoming = [full()] * 3 if failing else []
        new: tuple[bool, ...] = ()
        with suppress(OutboxError):
            new = asyncio.run(self.box.put(Draft(lane, key, b"{}", expires)))
        self.faults.upcoming = []
        assert new == (() if failing else (key not in known,))
        if new == (True,):
            self.waits[lane].append((key, expires))
        if new:
            for each in self.waits:
                self._expire(each)

    @rule(minutes=st.integers(1, 50))
    def time_passes(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)

    @rule(lane=LANES, fault=st.sampled_from(["", *FAULTS]))
    def deliver(self, lane: Lane, fault: str) -> None:
        receiver = self.receivers[lane]
        receiver.faults = [FAULTS[fault]] if fault else []
        asyncio.run(self._flush())
        for each in self.waits:
            self._delivered(each, fault if each == lane else "")
        receiver.faults = []

    @precondition(lambda self: any(self.aside.values()))
    @rule()
    def look_at_what_was_set_aside(self) -> None:
        aside = {one.lane: one.aside for one in asyncio.run(self.box.waiting())}
        assert aside == {lane: len(self.aside[lane]) for lane in aside}

    @invariant()
    def nothing_is_lost_and_all_is_in_order(self) -> None:
        waiting: dict[Lane, list[str]] = {LANE: [], OTHER: []}
        for item in asyncio.run(self.box.items()):
            if item.state == "waiting":
                waiting[item.lane].append(item.key)
        assert waiting == {lane: [key for key, _ in found] for lane, found in self.waits.items()}
        assert {lane: one.got for lane, one in self.receivers.items()} == self.arrived

    def teardown(self) -> None:
        self.folder.cleanup()

    async def _flush(self) -> None:
        await delivery(self.box, {lane: one.plain for lane, one in self.receivers.items()}, self.clock).flush(60)

    def _delivered(self, lane: Lane, fault: str) -> None:
        self._expire_heads(lane)
        if not self.waits[lane] or self.closed.get(lane, self.clock.at) > self.clock.at:
            return
        match fault:
            case "no":
                self.aside[lane].add(self.waits[lane].pop(0)[0])
            case "wait":
                self.closed[lane] = self.clock.at + timedelta(seconds=300)
                return
            case "down":
                return
            case _:
                pass
        while self.waits[lane]:
            self._expire_heads(lane)
            if self.waits[lane]:
                self.arrived[lane].append(self.waits[lane].pop(0)[0])

    def _expire_heads(self, lane: Lane) -> None:
        while self.waits[lane] and self._late(self.waits[lane][0][1]):
            self.aside[lane].add(self.waits[lane].pop(0)[0])

    def _expire(self, lane: Lane) -> None:
        self.aside[lane] |= {key for key, expires in self.waits[lane] if self._late(expires)}
        self.waits[lane] = [(key, expires) for key, expires in self.waits[lane] if not self._late(expires)]

    def _late(self, expires: datetime | None) -> bool:
        return expires is not None and expires <= self.clock.at


TestOutbox = OutboxMachine.TestCase
TestOutbox.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
