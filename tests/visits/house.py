"""A desk in a folder, a clock that a test sets, and a backend that behaves as a test says."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from kiosk.backends.base import Backend, Capabilities
from kiosk.backends.errors import BackendError, TimedOut, Unreachable
from kiosk.domain.visit import BadgeState, Host, Visit
from kiosk.domain.visiting import Act, Opening
from kiosk.messages.open import HostMessages
from kiosk.printing.badges import Printing
from kiosk.sync.delivery import Delivery
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox_item import Draft, Lane
from kiosk.visiting import Messengers
from kiosk.visits.book import Book, open_outbox
from kiosk.visits.delivery import VisitDeliverer
from kiosk.visits.desk import DeskRules, VisitDesk
from kiosk.visits.walkin import LETTERS, New
from tests.sync.posting import QuickClock

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALL = Capabilities(visits=True, arrivals=True, hosts=True, walk_ins=True)
HOSTS = Lane("host", "desk")
RULES = DeskRules(Opening("1"), "Europe/Berlin", timedelta(days=30))
NOBODY = Messengers(HostMessages({}), Printing({}, "en"))
"""Whom a desk tells where the config names no way to hosts and no printer."""


def visit(number: int = 7, code: str = "FJUEIW", name: str | None = "Ada Lovelace") -> Visit:
    return Visit(
        str(number), code, NOW, NOW + HOUR, "Europe/Berlin", uid=f"uid-{number}-{code}", visitor=name,
        email="ada@example.com", building_id="1", host=Host("Grace Hopper", "3", "grace@example.com"),
    )  # fmt: skip


class DeskClock(QuickClock):
    """Stands at `at`; its waits are over soon, but long enough for a thread to finish with the file."""

    def __init__(self, at: datetime = NOW) -> None:
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        return self.at

    def wall(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        await asyncio.sleep(0.002)


@dataclass
class House:
    """Implements what a desk needs of a backend. `down` is raised instead of any answer; `deaf`: done, but not said.

    `lost` is called at each answer that is not said.
    """

    visits: dict[str, Visit] = field(default_factory=dict)
    capabilities: Capabilities = ALL
    down: BackendError | None = None
    deaf: int = 0
    lost: Callable[[], None] = lambda: None
    told: list[tuple[Act, str, datetime, str]] = field(default_factory=list)
    walked_in: dict[str, Visit] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def find_visits(self, code: str, at: datetime) -> tuple[Visit, ...]:  # noqa: ARG002 - the protocol
        self._answer()
        self.asked.append(code)
        return tuple(one for one in self.visits.values() if code in {one.code, one.uid})

    async def arrive(self, visit: Visit, at: datetime, key: str) -> None:
        self._answer()
        self._told(Act.ARRIVE, visit, at, key)
        self._change(visit, BadgeState.IN)

    async def leave(self, visit: Visit, at: datetime, key: str) -> None:
        self._answer()
        self._told(Act.LEAVE, visit, at, key)
        self._change(visit, BadgeState.OUT)

    async def find_hosts(self, text: str, most: int = 5) -> tuple[Host, ...]:
        self._answer()
        return tuple(one for one in (Host("Grace Hopper", "3"),) if one.name.casefold().startswith(text))[:most]

    async def walk_in(self, visit: Visit, key: str) -> Visit:
        self._answer()
        number = str(9000 + len(self.walked_in))
        kept = self.walked_in.setdefault(key, replace(visit, id=number))
        self.visits[kept.id] = kept
        self._lose()
        return kept

    def _told(self, act: Act, visit: Visit, at: datetime, key: str) -> None:
        if key not in {one[3] for one in self.told}:
            self.told.append((act, visit.id, at, key))
        self._lose()

    def _lose(self) -> None:
        if self.deaf:
            self.deaf -= 1
            self.lost()
            raise TimedOut("It took too long.")

    def _change(self, visit: Visit, state: BadgeState) -> None:
        self.visits[visit.id] = replace(self.visits[visit.id], state=state)

    def _answer(self) -> None:
        if self.down is not None:
            raise self.down


class Bells:
    """Hosts hear of arrivals by a lane of their own."""

    def drafts(self, visit: Visit, act: Act, at: datetime, key: str) -> Iterable[Draft]:  # noqa: ARG002 - the protocol
        return [Draft(HOSTS, key, (visit.host.name if visit.host else "").encode())] if act is Act.ARRIVE else []


@dataclass
class Desk:
    """A desk with all that is behind it."""

    desk: VisitDesk
    house: House
    clock: DeskClock
    delivery: Delivery
    rung: list[str]


def desk(
    folder: Path, house: House | None = None, clock: DeskClock | None = None, rules: DeskRules = RULES, name: str = "h"
) -> Desk:
    house, clock, rung = house or House({"7": visit()}), clock or DeskClock(), list[str]()
    book = Book(open_outbox(folder, clock), name, clock)

    async def ring(item: object) -> None:
        rung.append(getattr(item, "key", ""))

    backend = as_backend(house)
    made = VisitDesk(backend, book, clock, rules, Bells(), new)
    deliverer = VisitDeliverer(backend, book, rules.opening, Bells())
    ways = {made.lane: Deliverer(deliverer.deliver), HOSTS: Deliverer(ring)}
    return Desk(made, house, clock, Delivery(book.outbox, ways, clock, Random(1)), rung)


def as_backend(house: House) -> Backend:
    """The desk uses nothing of a backend but what a house has."""
    return house  # type: ignore[return-value] # rooms are not asked for here


def unreachable() -> Unreachable:
    return Unreachable("It cannot be reached.")


_NUMBERS = count(1)


def new() -> New:
    """Codes, uids and keys in a row."""
    number = next(_NUMBERS)
    code = "".join(LETTERS[number // 24**place % 24] for place in range(6))
    return New(code, f"00000000-0000-0000-0000-{number:012}", f"key-{number}")
