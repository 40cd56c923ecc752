"""The way of every act: a look before, one request, looks after until it is seen how it went. Sends nothing twice."""

import asyncio
from datetime import datetime, timedelta

from kiosk.acting.book import BookErrand
from kiosk.acting.errand import Errand, ended
from kiosk.acting.outcome import Ending, Outcome
from kiosk.acting.seen import Seen
from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError, Declined, NoAnswer, NotAllowed
from kiosk.clock import Clock
from kiosk.domain.booking import Booking
from kiosk.domain.connection import Trouble

PAUSES = (0.0, 0.5, 1.0, 2.0, 3.0, 3.0)
LONGEST = 10.0
ENOUGH = 3
_REACH = timedelta(hours=24)


class Runner:
    """Runs one errand. `doubts` holds, by room, the booking of which nobody could say whether it was made.

    Time is counted from the beginning by the clock that cannot be set: an act means the same when the clock jumps.
    """

    def __init__(self, backend: Backend, clock: Clock, doubts: dict[str, BookErrand]) -> None:
        self._backend = backend
        self._clock = clock
        self._doubts = doubts
        self._begun = clock.now(), clock.monotonic()

    async def run(self, errand: Errand) -> Outcome:
        """The outcome of the errand."""
        try:
            before = await self._look(errand)
            if (known := await self._known(errand, before)) is not None:
                return known
        except BackendError as no:
            return _not_begun(errand, no)
        try:
            made = await errand.ask()
        except Declined as no:
            return await self._refused(errand, no)
        except NotAllowed as no:
            return Outcome(errand.act, errand.room_id, Ending.NOT_ALLOWED, trouble=no.trouble)
        except NoAnswer as lost:
            if lost.undone:
                return Outcome(errand.act, errand.room_id, Ending.OFFLINE, trouble=lost.trouble)
            return await self._read_back(errand, before, None, lost.trouble)
        except BackendError as other:
            return Outcome(errand.act, errand.room_id, Ending.REFUSED, trouble=other.trouble, reason=other.sentence)
        return await self._read_back(errand, before, made, None)

    async def _known(self, errand: Errand, before: Seen) -> Outcome | None:
        """What is to be said without asking; a booking in doubt that turns out to be there was made."""
        doubt = self._doubts.get(errand.room_id) if isinstance(errand, BookErrand) else None
        if doubt is not None and _overlap(doubt, errand):
            try:
                proof = await doubt.proof(before, Seen(None, before.at), None)
            except Declined:  # it was made, and had to give way
                proof = None
            self._doubts.pop(errand.room_id, None)
            if proof is not None:
                return ended(errand, Ending.ALREADY, proof.booking)
        return errand.known(before)

    async def _refused(self, errand: Errand, no: Declined) -> Outcome:
        """What the no means; where a quick look does not tell, a whole one does."""
        outcome = errand.refused(no, None)
        for whole in (False, True):
            try:
                outcome = errand.refused(no, await self._look(errand, whole=whole))
            except BackendError:
                return outcome
            if outcome.ending is not Ending.REFUSED and (outcome.ending is not Ending.TAKEN or outcome.holder):
                return outcome
        return outcome

    async def _read_back(self, errand: Errand, before: Seen, made: Booking | None, trouble: Trouble | None) -> Outcome:
        """Look until the room shows how it went, for some ten seconds at most.

        Without an answer (`trouble` says why) what is not there after a few looks was not done.
        """
        noes, answered = 0, trouble is None
        try:
            async with asyncio.timeout(LONGEST):
                for pause in PAUSES:
                    await self._clock.sleep(pause)
                    try:
                        seen = await self._look(errand)
                        if (proof := await errand.proof(seen, before, made)) is not None:
                            return ended(errand, Ending.DONE, proof.booking)
                        noes += seen.whole or seen.room_gone
                        if noes == ENOUGH:
                            return _not_there(errand, seen, trouble, answered=answered)
                    except Declined as no:
                        return await self._refused(errand, no)
                    except BackendError as failure:
                        trouble = failure.trouble
        except TimeoutError:
            trouble = trouble or Trouble.TIMED_OUT
        if isinstance(errand, BookErrand):
            self._doubts[errand.room_id] = errand
        return Outcome(errand.act, errand.room_id, Ending.UNSURE, trouble=trouble)

    async def _look(self, errand: Errand, *, whole: bool = False) -> Seen:
        """The room around the time of the errand. Raises `BackendError`.

        After an act a backend relies on nothing that it saw before, so that a look asks for all that matters.
        """
        now = self._now()
        start, _ = errand.span
        around = now if start < now + _REACH else start
        snapshot = await self._backend.agendas([errand.room_id], around, whole=whole)
        return Seen(next(iter(snapshot.agendas), None), now)

    def _now(self) -> datetime:
        at, monotonic = self._begun
        return at + timedelta(seconds=self._clock.monotonic() - monotonic)


def _not_begun(errand: Errand, no: BackendError) -> Outcome:
    """The look before failed: nothing was done."""
    match no:
        case NotAllowed():
            ending = Ending.NOT_ALLOWED
        case Declined():
            ending = Ending.REFUSED
        case _:
            ending = Ending.OFFLINE
    reason = no.sentence if ending is Ending.REFUSED else ""
    return Outcome(errand.act, errand.room_id, ending, trouble=no.trouble, reason=reason)


def _not_there(errand: Errand, seen: Seen, trouble: Trouble | None, *, answered: bool) -> Outcome:
    """It was not done; without an answer perhaps because somebody else was faster."""
    if answered:
        return Outcome(errand.act, errand.room_id, Ending.CONTRADICTED, trouble=trouble)
    return errand.known(seen) or Outcome(errand.act, errand.room_id, Ending.OFFLINE, trouble=trouble)


def _overlap(one: Errand, other: Errand) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]
