"""What a door says under random changes of the building, faults, hints and settings of the tablet's clock."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.backends.errors import (
    BackendError,
    Garbled,
    LoginPage,
    NotAllowed,
    NotFound,
    ServerTrouble,
    Throttled,
    TimedOut,
    Unreachable,
)
from kiosk.domain.appointment import Appointment
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState, Status, derive
from kiosk.sync.feed import RoomFeed
from kiosk.sync.model import FeedSettings, FeedState
from kiosk.sync.ticker import Ticker
from tests.sync.scripted import ScriptedBackend, agenda, meeting
from tests.sync.virtual import START, VirtualClock, passing, simulate

POLICY = Policy()
POLL = 15.0
CLOCKS = timedelta(seconds=1.6)  # a second of the Date header, and half a second of tolerance
FAULTS = (Unreachable, TimedOut, ServerTrouble, Garbled, LoginPage, NotAllowed, NotFound, Throttled)


@dataclass(frozen=True, slots=True)
class Change:
    """The building's meetings are these from now on."""

    meetings: tuple[tuple[int, int], ...]
    hint: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """The server fails for a while; half-way somebody sets the tablet's clock."""

    kind: type[BackendError]
    seconds: float
    latency: float
    set_by: timedelta


@dataclass(frozen=True, slots=True)
class Set:
    """Somebody sets the tablet's clock."""

    by: timedelta


Event = Change | Fault | Set
moves = st.integers(-7200, 7200).map(lambda seconds: timedelta(seconds=seconds))
spans = st.tuples(st.integers(0, 300), st.integers(1, 120)).map(lambda pair: (pair[0], sum(pair)))
changes = st.builds(Change, st.lists(spans, max_size=4).map(tuple), st.booleans())
faults = st.builds(Fault, st.sampled_from(FAULTS), st.floats(0.5, 2500.0), st.floats(0.0, 3.0), moves)
sets = st.builds(Set, moves)
pauses = st.floats(0.0, 1500.0)


@dataclass(slots=True)
class World:
    """The true story of the building, and everything that the door said of it."""

    clock: VirtualClock
    backend: ScriptedBackend
    feed: RoomFeed
    truths: list[tuple[datetime, tuple[Appointment, ...]]] = field(default_factory=list)
    said: list[tuple[datetime, RoomState]] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    def believed(self, at: datetime) -> list[tuple[Appointment, ...]]:
        """What was true around `at`, as exactly as the clocks agree."""
        before = [meetings for since, meetings in self.truths if since <= at - CLOCKS]
        return before[-1:] + [meetings for since, meetings in self.truths if at - CLOCKS < since <= at + CLOCKS]

    async def play(self, event: Event) -> None:
        match event:
            case Change(meetings, hint):
                self.backend.building["1"] = [meeting(begin, end, f"m{begin}") for begin, end in meetings]
                self.truths.append((self.clock.true(), tuple(self.backend.building["1"])))
                if hint:
                    self.feed.hint(["1"])
            case Fault(kind, seconds, latency, by):
                await self.fail(kind("A sentence."), seconds, latency, by)
            case Set(by):
                self.clock.set_wall(by)

    async def fail(self, error: BackendError, seconds: float, latency: float, set_by: timedelta) -> None:
        self.backend.fault, self.backend.latency = error, latency
        await passing(seconds / 2.0)
        self.clock.set_wall(set_by)
        await passing(seconds / 2.0)
        self.backend.fault, self.backend.latency = None, 0.0
        await passing(POLL + 2.0 + latency)
        if self.feed.state.connection.trouble is not None:
            self.late.append(f"{error!r} at {self.clock.true()}")


async def live(story: list[tuple[float, Event]], early: float) -> World:
    clock = VirtualClock(early=early)
    backend = ScriptedBackend(clock, server_ahead=timedelta())
    said: list[tuple[datetime, RoomState]] = []

    def hear(states: tuple[RoomState, ...], _: FeedState) -> None:
        said.extend((clock.true(), state) for state in states)

    ticker = Ticker(clock, POLICY, hear)
    feed = RoomFeed(backend, ("1",), clock, FeedSettings(poll_seconds=POLL), Random(1), None, ticker.show)
    world = World(clock, backend, feed, truths=[(START - timedelta(days=1), ())], said=said)
    ticking, feeding = asyncio.ensure_future(ticker.run()), asyncio.ensure_future(feed.run())
    for pause, event in story:
        await passing(pause)
        await world.play(event)
    await passing(1000.0)
    feed.stop()
    await feeding
    ticking.cancel()
    await asyncio.wait([ticking])
    return world


def check(world: World) -> None:
    assert not world.late, "the server was back, and not found within a period and two seconds"
    for at, state in world.said:
        age = state.freshness
        if age.as_of is not None:
            assert age.age is not None
            assert abs(at - age.as_of - age.age) <= CLOCKS, "the age is not the true one"
        if state.status in (Status.FREE, Status.STARTING_SOON):
            assert age.as_of is not None
            assert at - age.as_of <= POLICY.unknown_after + CLOCKS, "old data are called free"
        if age.as_of is not None:
            agendas = [agenda(*meetings, as_of=age.as_of) for meetings in world.believed(age.as_of)]
            assert state.status in {derive(one, state.at, POLICY).status for one in agendas}


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(pauses, changes | faults | sets), max_size=12), st.sampled_from([0.0, 0.05]))
def test_never_a_wrong_free_always_a_true_age_and_a_quick_recovery(
    story: list[tuple[float, Event]], early: float
) -> None:
    check(simulate(lambda: live(story, early)))


def test_the_check_itself_sees_a_wrong_free() -> None:
    world = simulate(lambda: live([(30.0, Change(((0, 300),), hint=True))], 0.0))
    check(world)
    world.truths[-1] = (world.truths[-1][0], ())
    with pytest.raises(AssertionError):
        check(world)


def test_a_change_with_a_hint_is_on_the_door_within_a_tenth_of_a_second() -> None:
    world = simulate(lambda: live([(33.0, Change(((0, 300),), hint=True))], 0.05))
    flipped = min(at for at, state in world.said if state.status is Status.OCCUPIED)
    assert flipped - world.truths[-1][0] <= timedelta(seconds=0.1)
