"""Knows the truth of a simulated building, sees all that its door says, and objects to what is not so."""

from datetime import datetime, timedelta

from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState, Status
from kiosk.sync.model import FeedState
from tests.simulation.building import Building, Look
from tests.simulation.network import LONGEST_LATENCY

POLICY = Policy()
CLOCKS = timedelta(seconds=1.6 + LONGEST_LATENCY)  # a second of the Date header, half a second's tolerance, the way
SETTLED = 3  # answers after which a clock that was set is gone by
_INSTANT = 0.01


class Witness:
    """`hear` is told each state of the door. `said` counts them, `free` those in which it was said to be free."""

    def __init__(self, building: Building, poll: float) -> None:
        self.said = self.free = 0
        self._building = building
        self._poll = poll
        self._begun, self._first = 0.0, 0
        self._set_at, self._settles = float("-inf"), 0
        self._wall_set, self._in_doubt, self._lost = -1, False, False

    @property
    def settled(self) -> bool:
        """Whether the door has heard enough to know the server's time."""
        return self._building.timely >= max(self._settles, self._first + SETTLED)

    @property
    def in_doubt(self) -> bool:
        """Whether what is remembered may be of another age than the clock says, since one was set."""
        return self._in_doubt

    @property
    def last_look(self) -> Look:
        """What the building answered last."""
        return self._building.looks[-1]

    @property
    def sees_a_lie(self) -> bool:
        """Whether one wrong date will be seen as such: not where the tablet's clock was just set by as much."""
        return self.settled and self._wall_set != self._building.timely

    def panel_begins(self, now: float, *, lost: bool, same_boot: bool) -> None:
        """From here on it goes by what it remembers; how old that is, a right clock can tell, or that of the boot.

        `lost`: the tablet's clock stood still while it was off.
        """
        set_since = self._wall_set == self._building.timely and not (same_boot and self._building.timely > self._first)
        self._lost = lost or (self._lost and self._building.timely <= self._first)
        self._begun, self._first = now, self._building.timely
        self._in_doubt = set_since or now - self._set_at < 2 * 60.0 + self._poll

    def wall_is_set(self) -> None:
        """The tablet's clock is another; until the next answer nothing on the disk says so."""
        self._wall_set = self._building.timely
        if self._building.timely <= self._first:  # no server has confirmed the time
            self._in_doubt = True

    def server_is_set(self, now: float) -> None:
        """The server's clock is another; some answers will tell."""
        self._set_at, self._settles = now, self._building.timely + SETTLED

    def hear(self, states: tuple[RoomState, ...], feed: FeedState) -> None:
        """One state that the door shows now."""
        self.said += 1
        (state,) = states
        now, heard = self._building.clock.running(), self._building.timely > self._first
        self._check_recovery(feed, now)
        if state.freshness.as_of is None or (self._in_doubt and not heard):
            assert state.status is Status.UNKNOWN or state.freshness.as_of is not None, "it knows nothing"
            return
        if self._lost and not heard:
            assert state.status is Status.UNKNOWN, f"{state.status}, and nobody has told it the time"
            return
        self._check_clock(state)
        looks = self._looks_of(state, state.freshness.as_of, heard=heard, now=now)
        expected = {right(look, state.at, state.freshness.as_of) for look in looks}
        if state.status is Status.UNKNOWN and not self.settled:
            return  # the server's clock was set, and what it said before does not reach that far
        assert state.status in expected, f"{state.status} at {state.at}, but it is {expected}"
        self.free += state.status is Status.FREE

    def _check_clock(self, state: RoomState) -> None:
        """The door's time is the server's."""
        if self.settled:
            off = state.at - self._building.clock.true() - self._building.network.ahead
            assert abs(off) <= CLOCKS, f"the door's time is off by {off}"

    def _looks_of(self, state: RoomState, as_of: datetime, *, heard: bool, now: float) -> list[Look]:
        """The look that the state is of, which must be the last one, and as old as is said; all that it may be."""
        looks, clock = list(self._building.looks), self._building.clock
        if heard:
            looks = looks[-2:] if now - looks[-1].heard < _INSTANT else looks[-1:]
        assert looks, "it claims to know, and nobody told it"
        claimed = clock.true() - (state.at - as_of)
        found = [one for one in looks if abs(one.true - claimed) <= CLOCKS]
        assert found, f"it is {clock.true() - looks[-1].true} old, not {state.at - as_of}"
        return found

    def _check_recovery(self, feed: FeedState, now: float) -> None:
        network, clock = self._building.network, self._building.clock
        well = now - max(network.well_since, self._begun)
        if network.fault is not None or well <= 1.1 * self._poll + 2.0 + 2 * network.latency:
            return
        assert feed.connection.trouble is None, f"still in trouble after {well} s: {feed.connection.trouble}"
        age = (clock.true() - self._building.looks[-1].true).total_seconds()
        assert age <= 1.1 * self._poll + 2.0 + 2 * network.latency, f"nothing was asked for {age} s"


def right(look: Look, at: datetime, as_of: datetime) -> Status:
    """What is to be said at an instant of what was so at another."""
    if abs(at - as_of) > POLICY.unknown_after:
        return Status.UNKNOWN
    if any(one.start <= at < one.end for one in look.meetings):
        return Status.OCCUPIED
    soon = any(at < one.start <= at + POLICY.soon for one in look.meetings)
    return Status.STARTING_SOON if soon else Status.FREE
