"""The tags of one gateway: which is next, and when. One at a time, the soonest meeting first. No clock, no network."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

from kiosk.tags.rules import FRESH_LOOK_SECONDS, IDLE_LOOK_SECONDS, LOOK_SECONDS, Moment, Rules
from kiosk.tags.schedule import Delivery, due


@dataclass(frozen=True, slots=True)
class Push:
    """Hand the newest face of this tag over."""

    tag: str


@dataclass(frozen=True, slots=True)
class Look:
    """Ask the gateway how its tags are."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to do before the monotonic second `until`, unless something new is wished."""

    until: float


class Lane:
    """Tags by their ids. `set` is the only way in: whatever happens to a tag is a new `Delivery` of it.

    A thousand tags cost no more at each step than ten: who waits and who may go now are two heaps, in which what is
    out of date is passed over.
    """

    def __init__(self, rules: Rules, deliveries: Mapping[str, Delivery], moment: Moment) -> None:
        self._rules = rules
        self._all = dict(deliveries)
        self._due: dict[str, float] = {}
        self._waiting: list[tuple[float, str]] = []
        self._ready: list[tuple[float, str]] = []
        self._unconfirmed: set[str] = set()
        self._today = moment.today
        self._closed = -inf
        self._looked = -inf
        self.reconsider(moment)

    def __getitem__(self, tag: str) -> Delivery:
        return self._all[tag]

    def __contains__(self, tag: str) -> bool:
        return tag in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def set(self, tag: str, delivery: Delivery, moment: Moment) -> None:
        """What became of a tag."""
        self._all[tag] = delivery
        (self._unconfirmed.add if delivery.unconfirmed else self._unconfirmed.discard)(tag)
        self._due[tag] = at = due(delivery, self._rules, moment)
        if at < inf:
            heappush(self._waiting, (at, tag))

    def change(self, tag: str, step: Callable[[Delivery], Delivery], moment: Moment) -> bool:
        """Take a step with a tag; whether that changed anything."""
        before = self._all[tag]
        after = step(before)
        if after is before or after == before:
            return False
        self.set(tag, after, moment)
        return True

    def close(self, until: float) -> None:
        """Leave the gateway alone up to this second."""
        self._closed = max(self._closed, until)

    def looked(self, moment: Moment) -> None:
        """The gateway was asked."""
        self._looked = moment.seconds

    def reconsider(self, moment: Moment) -> None:
        """Think of every tag anew: the clock was set, or a day has begun."""
        self._today = moment.today
        self._waiting.clear()
        self._ready.clear()
        for tag, delivery in self._all.items():
            self.set(tag, delivery, moment)

    def decide(self, moment: Moment) -> Push | Look | Rest:
        """What to do now."""
        if moment.today != self._today:
            self.reconsider(moment)
        if moment.seconds < self._closed:
            return Rest(self._closed)
        look_at = self._looked + (LOOK_SECONDS if self._unconfirmed else IDLE_LOOK_SECONDS)
        if look_at <= moment.seconds:
            return Look()
        quiet = self._rules.quiet_for(moment)
        if quiet > 0.0:
            return Rest(min(look_at, moment.seconds + quiet))
        if (tag := self._first(moment)) is not None:
            return Look() if self._may_just_have_drawn(tag, moment) else Push(tag)
        return Rest(min(look_at, self._next()))

    def _may_just_have_drawn(self, tag: str, moment: Moment) -> bool:
        """Whether a colour panel, which must rest after drawing, may have drawn since it was last looked at."""
        delivery = self._all[tag]
        return delivery.colour and delivery.unconfirmed and moment.seconds - self._looked > FRESH_LOOK_SECONDS

    def _first(self, moment: Moment) -> str | None:
        """Of those that may go now the one with the soonest meeting; it comes again unless its delivery is set."""
        while self._waiting and self._waiting[0][0] <= moment.seconds:
            at, tag = heappop(self._waiting)
            if self._due[tag] == at:
                heappush(self._ready, (self._rank(tag), tag))
        while self._ready:
            rank, tag = self._ready[0]
            if self._due[tag] <= moment.seconds and rank == self._rank(tag):
                return tag
            heappop(self._ready)
        return None

    def _next(self) -> float:
        while self._waiting and self._due[self._waiting[0][1]] != self._waiting[0][0]:
            heappop(self._waiting)
        return self._waiting[0][0] if self._waiting else inf

    def _rank(self, tag: str) -> float:
        wish = self._all[tag].wish
        return inf if wish is None else wish.rank
