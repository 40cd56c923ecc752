"""Learns what a server's numbers mean, by asking for one name at a time and comparing the answers.

Only what is beyond doubt is learned; the rest stays unknown, which for a booking is busy.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Iterable

from kiosk.backends.errors import BackendError, Declined, ServerTrouble
from kiosk.backends.offision.enums import Enumeration, LearnedEnums
from kiosk.clock import Clock

PAUSE = 3600.0
_NO_NAME = "roomKioskControl"
Sighting = tuple[int | None, Hashable]
"""The number that a record holds, and what tells the record from others."""
Ask = Callable[[str], Awaitable[Iterable[Sighting]]]
_Table = dict[int | None, set[Hashable]]


class Calibration:
    """Keeps what is learned, and asks for a number that is not understood at most once an hour."""

    def __init__(self, clock: Clock, learned: LearnedEnums, on_learned: Callable[[LearnedEnums], None]) -> None:
        self.learned = learned
        self._clock = clock
        self._on_learned = on_learned
        self._asked: dict[tuple[str, int], float] = {}

    async def learn(self, enumeration: Enumeration, seen: Iterable[Sighting], ask: Ask) -> None:
        """Ask for names while records hold numbers that are not understood. Never raises: what fails stays unknown.

        `ask` repeats the request that gave the records, with one name in its filter.
        """
        table = _table(seen)
        if not (wanted := self._open(enumeration, table)):
            return
        known = self.learned.of(enumeration)
        run = _Run(enumeration, table, ask)
        claims: dict[str, int] = {}
        try:
            for name in enumeration.names:
                if wanted <= set(claims.values()):
                    break
                if name not in known and (number := await run.claim(name)) is not None:
                    claims[name] = number
        except BackendError:
            return
        now = self._clock.monotonic()
        self._asked |= {(enumeration.name, number): now for number in wanted}
        if (learned := _agreed(enumeration, {**known, **claims})) != known:
            self.learned = self.learned.with_pairs(enumeration, learned)
            self._on_learned(self.learned)

    def _open(self, enumeration: Enumeration, table: _Table) -> set[int]:
        now, known = self._clock.monotonic(), set(self.learned.of(enumeration).values())
        recent = {number for (name, number), at in self._asked.items() if name == enumeration.name and now - at < PAUSE}
        return {number for number in table if number is not None} - known - recent


class _Run:
    """One round of questions about one table of records; no name is asked twice in it."""

    def __init__(self, enumeration: Enumeration, table: _Table, ask: Ask) -> None:
        self._documented = enumeration.documented
        self._table = table
        self._everything = set[Hashable]().union(*table.values())
        self._ask = ask
        self._answers: dict[str, _Table | None] = {}

    async def claim(self, name: str) -> int | None:
        """The number whose records, exactly, are the answer for `name`."""
        answer = await self._answer(name)
        if not answer or len(answer) != 1:
            return None
        number, keys = next(iter(answer.items()))
        if number is None or keys != self._table.get(number):
            return None
        return number if keys != self._everything or await self._discerns(name) else None

    async def _discerns(self, name: str) -> bool:
        """Whether the server looked at the name at all, where its answer is all there is: another name tells."""
        if name not in self._documented:
            return not await self._answer(_NO_NAME)
        return not await self._answer(next((other for other in self._documented if other != name), name))

    async def _answer(self, name: str) -> _Table | None:
        if name not in self._answers:
            try:
                self._answers[name] = _table(await self._ask(name))
            except (Declined, ServerTrouble):
                self._answers[name] = None
        return self._answers[name]


def _table(seen: Iterable[Sighting]) -> _Table:
    table: defaultdict[int | None, set[Hashable]] = defaultdict(set)
    for number, key in seen:
        table[number].add(key)
    return dict(table)


def _agreed(enumeration: Enumeration, pairs: dict[str, int]) -> dict[str, int]:
    """The pairs without those that contradict: a documented name goes first, two different trials cancel each other."""
    documented = {number for name, number in pairs.items() if name in enumeration.documented}
    meanings: defaultdict[int, set[str]] = defaultdict(set)
    for name, number in pairs.items():
        if name in enumeration.trials:
            meanings[number].add(enumeration.trials[name])
    return {
        name: number
        for name, number in pairs.items()
        if name in enumeration.documented or (number not in documented and len(meanings[number]) == 1)
    }
