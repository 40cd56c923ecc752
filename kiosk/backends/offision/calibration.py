"""Learns what a server's numbers of booking states mean, by asking for one name at a time and comparing the answers.

Only what is beyond doubt is learned; the rest stays unknown, which is busy.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable

from kiosk.backends.errors import BackendError, Declined, ServerTrouble
from kiosk.backends.offision.models import ResourceAppointment
from kiosk.backends.offision.states import DOCUMENTED, NAMES, TRIALS, LearnedStates, number_of
from kiosk.clock import Clock

PAUSE = 3600.0
_NO_STATE = "roomKioskControl"
Rows = Iterable[ResourceAppointment]
Ask = Callable[[str], Awaitable[Rows]]
_Key = tuple[str, str, str]
_Table = dict[int | None, set[_Key]]


class Calibration:
    """Keeps what is learned, and asks for a number that is not understood at most once an hour."""

    def __init__(self, clock: Clock, learned: LearnedStates, on_learned: Callable[[LearnedStates], None]) -> None:
        self.learned = learned
        self._clock = clock
        self._on_learned = on_learned
        self._asked: dict[int, float] = {}

    async def learn(self, rows: Rows, ask: Ask) -> None:
        """Ask for names while `rows` hold numbers that are not understood. Never raises: what fails stays unknown.

        `ask` repeats the request that gave `rows`, with one `bookingState` name.
        """
        table = _table(rows)
        if not (wanted := self._open(table)):
            return
        run = _Run(table, ask)
        claims: dict[str, int] = {}
        try:
            for name in NAMES:
                if wanted <= set(claims.values()):
                    break
                if name not in self.learned.pairs and (number := await run.claim(name)) is not None:
                    claims[name] = number
        except BackendError:
            return
        self._asked |= dict.fromkeys(wanted, self._clock.monotonic())
        if (learned := _agreed({**self.learned.pairs, **claims})) != self.learned.pairs:
            self.learned = LearnedStates(learned)
            self._on_learned(self.learned)

    def _open(self, table: _Table) -> set[int]:
        now, known = self._clock.monotonic(), set(self.learned.pairs.values())
        recent = {number for number, at in self._asked.items() if now - at < PAUSE}
        return {number for number in table if number is not None} - known - recent


class _Run:
    """One round of questions about one table of appointments; no name is asked twice in it."""

    def __init__(self, table: _Table, ask: Ask) -> None:
        self._table = table
        self._everything = set[_Key]().union(*table.values())
        self._ask = ask
        self._answers: dict[str, _Table | None] = {}

    async def claim(self, name: str) -> int | None:
        """The number whose appointments, exactly, are the answer for `name`."""
        answer = await self._answer(name)
        if not answer or len(answer) != 1:
            return None
        number, keys = next(iter(answer.items()))
        if number is None or keys != self._table.get(number):
            return None
        return number if keys != self._everything or await self._discerns(name) else None

    async def _discerns(self, name: str) -> bool:
        """Whether the server looked at the name at all, where its answer is all there is: another name tells."""
        control = next((other for other in DOCUMENTED if other != name), name) if name in DOCUMENTED else _NO_STATE
        return not await self._answer(control)

    async def _answer(self, name: str) -> _Table | None:
        if name not in self._answers:
            try:
                self._answers[name] = _table(await self._ask(name))
            except (Declined, ServerTrouble):
                self._answers[name] = None
        return self._answers[name]


def _table(rows: Rows) -> _Table:
    table: defaultdict[int | None, set[_Key]] = defaultdict(set)
    for row in rows:
        state = None if row.booking is None else row.booking.booking_state
        table[number_of(state)].add((str(row.bookable_resource.id), str(row.id), row.period.start))
    return dict(table)


def _agreed(pairs: dict[str, int]) -> dict[str, int]:
    """The pairs without those that contradict: a documented name goes first, two different trials cancel each other."""
    documented = {number for name, number in pairs.items() if name in DOCUMENTED}
    meanings: defaultdict[int, set[str]] = defaultdict(set)
    for name, number in pairs.items():
        if name in TRIALS:
            meanings[number].add(TRIALS[name])
    return {
        name: number
        for name, number in pairs.items()
        if name in DOCUMENTED or (number not in documented and len(meanings[number]) == 1)
    }
