"""Tells the backend who came and left, from the outbox; finds out whose a code is that was only taken down.

Sentences of failures are logged and shown to staff: they name nobody and no code.
"""

from kiosk.backends.base import Backend
from kiosk.backends.errors import Rejected
from kiosk.backends.visits import visit_abilities_of
from kiosk.domain.codes import code_in
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Act, Opening, Outcome, judged
from kiosk.sync.outbox_item import Item
from kiosk.visits.book import Book
from kiosk.visits.desk import TellsHosts
from kiosk.visits.record import WALK_IN, Errand, Note, by_code, errand_of, key_of


class VisitDeliverer:
    """`deliver` is what a lane's deliverer needs. `hosts` hear of those whose code was only taken down."""

    def __init__(self, backend: Backend, book: Book, opening: Opening, hosts: TellsHosts) -> None:
        self._backend = backend
        self._book = book
        self._opening = opening
        self._hosts = hosts

    async def deliver(self, item: Item) -> None:
        """Once more with the same key changes nothing. Raises `BackendError`; `Declined` where it can never be."""
        try:
            errand = errand_of(item.body)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Rejected("It is no arrival and no departure.") from None
        if errand.visit is None:
            await self._by_code(errand)
        elif errand.walk_in:
            await self._walk_in(errand.visit, item.key)
        else:
            await self._tell(errand, await self._known(errand.visit), item.key)

    async def _walk_in(self, visit: Visit, key: str) -> None:
        able = visit_abilities_of(self._backend).walk_ins
        if able is not None:
            await self._book.became(visit.id, await able.walk_in(visit, key))

    async def _by_code(self, errand: Errand) -> None:
        visit = await self._found(errand)
        key = key_of(self._book.house, visit.id, errand.act)
        await self._tell(errand, visit, key)
        drafts = tuple(self._hosts.drafts(visit, errand.act, errand.at, key))
        await self._book.write(Note(key, errand.act, visit.id, errand.at), visit, drafts)
        await self._book.forget(by_code(errand.code), errand.act)

    async def _found(self, errand: Errand) -> Visit:
        finder, code = visit_abilities_of(self._backend).visits, code_in(errand.code)
        if finder is None or code is None:
            raise await self._never(errand, "Nobody can be asked about this code.")
        visits = [one for spelling in code.spellings for one in await finder.find_visits(spelling, errand.at)]
        found = judged(await self._book.with_notes(visits), errand.at, self._opening, errand.act)
        if found.visit is None or found.outcome not in {Outcome.FOUND, Outcome.ALREADY_IN, Outcome.ALREADY_OUT}:
            word = found.outcome.value.replace("_", " ")
            raise await self._never(errand, f"A code that was taken down while offline turned out to be: {word}.")
        return found.visit

    async def _never(self, errand: Errand, sentence: str) -> Rejected:
        await self._book.forget(by_code(errand.code), errand.act)
        return Rejected(sentence)

    async def _known(self, visit: Visit) -> Visit:
        """Somebody without an appointment goes by the backend's id once the backend has given one."""
        if not visit.id.startswith(WALK_IN) or visit.uid is None:
            return visit
        copies = await self._book.copies([visit.uid])
        return next((one for one in copies if not one.id.startswith(WALK_IN)), visit)

    async def _tell(self, errand: Errand, visit: Visit, key: str) -> None:
        able = visit_abilities_of(self._backend).arrivals
        match errand.act:
            case _ if able is None:
                return
            case Act.ARRIVE:
                await able.arrive(visit, errand.at, key)
            case Act.LEAVE:
                await able.leave(visit, errand.at, key)
