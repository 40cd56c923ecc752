"""The reception desk: looks codes up, writes down who came and left, and never says so before it is on the disk.

Knows no screen, no words and no printer. Nothing of a person is logged.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.backends.visits import SharesGuesses, visit_abilities_of
from kiosk.clock import Clock
from kiosk.domain.codes import Code, code_in
from kiosk.domain.connection import Trouble
from kiosk.domain.visit import Host, Visit
from kiosk.domain.visit_names import goes_by
from kiosk.domain.visiting import (
    MISSES,
    Act,
    Finding,
    Form,
    Found,
    Opening,
    Outcome,
    Present,
    Receipt,
    Unanswered,
    judged,
)
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Draft, Lane
from kiosk.visits.book import Book
from kiosk.visits.record import NAMELESS, WALK_IN, Note, by_code, errand, key_of
from kiosk.visits.walkin import New, visit_of

KIND = "visit"
MISS_SECONDS = 0.8
_AGAIN = 0.05
_DEVICE = "device"


class TellsHosts(Protocol):
    """Makes what is sent to a host. Never fails, whatever the visit lacks."""

    def drafts(self, visit: Visit, act: Act, at: datetime, key: str) -> Iterable[Draft]:
        """What is to be delivered so that the host knows; nothing where nobody is to be told."""
        ...


@dataclass(frozen=True, slots=True)
class DeskRules:
    """`zone` is the building's IANA key; `keep_for` how long anything of a visit is kept after it."""

    opening: Opening = field(default_factory=Opening)
    zone: str = "UTC"
    keep_for: timedelta = timedelta(days=30)


class VisitDesk:
    """One desk at one backend. `new` makes codes, uids and keys that never repeat.

    Methods that write raise `OutboxError` where the disk does not take it; then nothing has changed. Backends that
    fail make other answers, never errors.
    """

    def __init__(
        self, backend: Backend, book: Book, clock: Clock, rules: DeskRules, hosts: TellsHosts, new: Callable[[], New]
    ) -> None:
        self.book = book
        self.lane = Lane(KIND, book.house)
        self._backend = backend
        self._clock = clock
        self._rules = rules
        self._hosts = hosts
        self._new = new

    async def look_up(self, text: str, act: Act = Act.ARRIVE, name: str = "") -> Finding:
        """What the code in a typed or scanned text comes to now. Every miss takes the same time, and counts.

        With a `name` only a visitor who can be called so is found; any other is a miss.
        """
        begun, code = self._clock.monotonic(), code_in(text)
        if (until := await self._lock()) is not None:
            return Found(Outcome.LOCKED, until=until)
        finding = Found(Outcome.NOT_FOUND) if code is None else await self._find(code, act, name)
        if isinstance(finding, Found) and finding.outcome in MISSES:
            if code is not None:
                await self._miss()
            await self._clock.sleep(MISS_SECONDS - (self._clock.monotonic() - begun))
        return finding

    async def check_in(self, visit: Visit, *, certain: bool = True) -> Receipt:
        """The visitor is here; a second time nothing happens."""
        return await self._note(Act.ARRIVE, visit, certain=certain)

    async def check_out(self, visit: Visit, *, certain: bool = True, at: datetime | None = None) -> Receipt:
        """The visitor leaves, now or at this instant; a second time nothing happens."""
        return await self._note(Act.LEAVE, visit, certain=certain, at=at)

    async def take_down(self, code: str, act: Act) -> Receipt:
        """Nobody can be asked about this code: it is kept until somebody can, and then delivered."""
        note = Note(self._new().key, act, by_code(code), self._clock.now())
        draft = Draft(self.lane, note.key, errand(note, None))
        note = await self.book.write(note, None, [draft]) or note
        return Receipt(act, Outcome.OFFLINE_RECORDED, note.at, note.key)

    async def walk_in(self, form: Form) -> Receipt:
        """Somebody without an appointment is here; the visit has a code and a uid of our own."""
        new, at = self._new(), self._clock.now()
        visit = visit_of(form, new, at, self._rules.zone, self._rules.opening.building or None)
        note = Note(key_of(self.book.house, visit.id, Act.ARRIVE), Act.ARRIVE, visit.id, at)
        drafts = [*self._hosts.drafts(visit, Act.ARRIVE, at, note.key)]
        told = visit_abilities_of(self._backend).walk_ins is not None
        if told:
            drafts.append(Draft(self.lane, note.key, errand(note, visit, walk_in=True)))
        await self.book.write(note, visit, drafts)
        return Receipt(Act.ARRIVE, Outcome.CHECKED_IN, at, note.key, visit, delivered=not told, code=new.code)

    async def find_hosts(self, text: str) -> tuple[Host, ...]:
        """A few people whose name begins so; none where nobody can be asked."""
        hosts = visit_abilities_of(self._backend).hosts
        if hosts is None:
            return ()
        try:
            return await hosts.find_hosts(text)
        except BackendError:
            return ()

    async def fate(self, receipt: Receipt, seconds: float) -> Receipt:
        """The receipt once it is clear whether it was delivered, at the latest after so many seconds."""
        until = self._clock.monotonic() + seconds
        while not receipt.delivered:
            item = await self.book.outbox.one(self.lane, receipt.key)
            if item is None or item.state == "delivered":
                return replace(receipt, delivered=True)
            if item.state != "waiting" or item.trouble or self._clock.monotonic() >= until:
                break
            await self._clock.sleep(_AGAIN)
        return receipt

    async def is_delivered(self, visit: Visit, act: Act) -> bool:
        """Whether nothing of this visit's act waits to be delivered."""
        item = await self.book.outbox.one(self.lane, key_of(self.book.house, visit.id, act))
        return item is None or item.state == "delivered"

    async def present(self) -> tuple[Present, ...]:
        """Who is in the building as far as this desk knows, offline too; who cannot be named yet has no name."""
        found = await self.book.inside()
        return tuple(Present(visit or self._nameless(note), note.at) for note, visit in found)

    async def send_home(self, at: datetime) -> int:
        """Check everybody out who came before `at`, as of then, but who cannot be named yet; how many these were."""
        here = [one for one in await self.present() if one.since < at and not one.visit.id.startswith(NAMELESS)]
        for one in here:
            await self.check_out(one.visit, at=at)
        return len(here)

    async def purge(self) -> int:
        """Forget what is older than the rules allow; how much that was."""
        return await self.book.purge(self._rules.keep_for)

    async def _note(self, act: Act, visit: Visit, *, certain: bool, at: datetime | None = None) -> Receipt:
        note = Note(key_of(self.book.house, visit.id, act), act, visit.id, self._clock.now() if at is None else at)
        drafts = [*self._hosts.drafts(visit, act, note.at, note.key)]
        if told := self._is_told(visit):
            drafts.append(Draft(self.lane, note.key, errand(note, visit)))
        before = await self.book.write(note, visit, drafts)
        outcome = _outcome(act, new=before is None, certain=certain)
        return Receipt(act, outcome, (before or note).at, note.key, visit, delivered=not told)

    def _is_told(self, visit: Visit) -> bool:
        """Whether the backend wants to know."""
        able = visit_abilities_of(self._backend)
        return able.arrivals is not None and (able.walk_ins is not None or not visit.id.startswith(WALK_IN))

    async def _find(self, code: Code, act: Act, name: str) -> Finding:
        own = await self._copies(code)
        try:
            if (until := await self._building_lock()) is not None:
                return Found(Outcome.LOCKED, until=until)
            visits = {one.id: one for one in own if one.id.startswith(WALK_IN)} | await self._ask(code)
        except BackendError as failure:
            if not own:
                return Unanswered(code.text, failure.trouble)
            return replace(await self._judged(own, act, name), certain=False)
        found = await self._judged(visits.values(), act, name)
        if found.visit is not None and found.outcome not in MISSES:
            await self._keep(found.visit)
        return found

    async def _ask(self, code: Code) -> dict[str, Visit]:
        finder = visit_abilities_of(self._backend).visits
        if finder is None:
            raise _CannotFind("This backend knows no visits.")
        at = self._clock.now()
        return {one.id: one for spelling in code.spellings for one in await finder.find_visits(spelling, at)}

    async def _judged(self, visits: Iterable[Visit], act: Act, name: str) -> Found:
        known = tuple(one for one in visits if not name or goes_by(one.visitor, name))
        with suppress(OutboxError):
            known = await self.book.with_notes(known)
        return judged(known, self._clock.now(), self._rules.opening, act)

    async def _copies(self, code: Code) -> tuple[Visit, ...]:
        try:
            return await self.book.copies(code.spellings)
        except OutboxError:
            return ()

    async def _keep(self, visit: Visit) -> None:
        with suppress(OutboxError):
            await self.book.keep([visit])

    async def _lock(self) -> datetime | None:
        try:
            return await self.book.lock(self._scopes)
        except OutboxError:
            return None

    async def _building_lock(self) -> datetime | None:
        """The lock of all desks of this building, where the backend keeps one."""
        if not isinstance(self._backend, SharesGuesses):
            return None
        return await self._backend.guess_lock(self._rules.opening.building, self._clock.now())

    async def _miss(self) -> None:
        with suppress(OutboxError):
            await self.book.miss(self._scopes)
        if isinstance(self._backend, SharesGuesses):
            with suppress(BackendError):
                await self._backend.guess_missed(self._rules.opening.building, self._clock.now())

    @property
    def _scopes(self) -> tuple[str, str]:
        return _DEVICE, f"{self.book.house}/{self._rules.opening.building}"

    def _nameless(self, note: Note) -> Visit:
        return Visit(note.visit_id, note.code or "", note.at, note.at, self._rules.zone)


class _CannotFind(BackendError):
    """Nobody can be asked, because the backend has no visits."""

    trouble = Trouble.NOT_FOUND


def _outcome(act: Act, *, new: bool, certain: bool) -> Outcome:
    match act:
        case Act.ARRIVE if not new:
            return Outcome.ALREADY_IN
        case Act.LEAVE if not new:
            return Outcome.ALREADY_OUT
        case _ if not certain:
            return Outcome.OFFLINE_RECORDED
        case Act.ARRIVE:
            return Outcome.CHECKED_IN
        case Act.LEAVE:
            return Outcome.CHECKED_OUT
