"""The course of every act at the door: ask, say at once that it is on its way, then how it ended. Knows no words."""

from collections.abc import Callable, Coroutine
from enum import Enum, auto

from kiosk.acting.outcome import GOOD, Act, Ending, Outcome
from kiosk.domain.agenda import Agenda
from kiosk.domain.booking import Booking, booking_behind
from kiosk.domain.state import RoomState, Why
from kiosk.flows.door import Door
from kiosk.flows.endings import SECONDS_OF_OTHERS, tone_of
from kiosk.flows.stage import Stage
from kiosk.viewmodels.sheet_view import Choice, SheetView

_AGAIN = frozenset({Ending.TAKEN, Ending.CHANGED, Ending.OFFLINE})
_ELSEWHERE = frozenset({Ending.TAKEN, Ending.CLOSED, Ending.GONE, Ending.TOO_LATE})
_SECONDS_OF_GOOD = 8.0


class _Phase(Enum):
    ASKING = auto()
    ACTING = auto()
    ENDED = auto()


class RoomFlow:
    """A flow about the room at this door; each kind says what its `question` is and what a key means."""

    name = ""
    needs_connection = True

    def __init__(self, door: Door) -> None:
        self.door = door
        self._stage: Stage | None = None
        self._phase = _Phase.ASKING
        self._keys: frozenset[str] = frozenset()

    @property
    def stage(self) -> Stage:
        """Where the flow appears; there is one from `begin` on."""
        assert self._stage is not None  # noqa: S101 - the host begins every flow
        return self._stage

    def question(self) -> SheetView:
        """What is asked, from what is known now."""
        raise NotImplementedError

    def answered(self, key: str) -> None:
        """Somebody chose this; a key that is not offered any more means nothing."""
        raise NotImplementedError

    def again(self) -> None:
        """Ask anew after an act that did not succeed."""
        self.draw()

    def begin(self, stage: Stage) -> None:
        """Ask."""
        self._stage = stage
        self.draw()

    def changed(self, state: RoomState, agenda: Agenda) -> None:  # noqa: ARG002 - `known` has them
        """Ask what is still true; an act that is on its way, or over, is not asked about."""
        if self._phase is _Phase.ASKING:
            self.draw()

    def chosen(self, key: str) -> None:
        """Take an answer, or go on after the end; what is not to be seen is not meant."""
        if key not in self._keys:
            return
        match self._phase:
            case _Phase.ASKING:
                self.answered(key)
            case _Phase.ENDED:
                self._after(key)
            case _Phase.ACTING:
                pass

    def typed(self, text: str) -> None:
        """Nothing is typed, unless a kind says otherwise."""

    def entered(self) -> None:
        """Nothing is typed, unless a kind says otherwise."""

    def back(self) -> None:
        """There is nothing before the question, unless a kind says otherwise."""

    def closed(self) -> None:
        """An act goes on without its sheet."""

    def draw(self) -> None:
        """Ask, where there is something to ask about."""
        self._phase = _Phase.ASKING
        self._show(self._gone() or self._offline() or self.question())

    def act(self, work: Callable[[], Coroutine[object, object, Outcome]], act: Act) -> None:
        """Do it, once; say at once that it is on its way."""
        self._phase = _Phase.ACTING
        says = self.door.says
        self._show(
            SheetView(
                name=f"{self.name} waiting",
                title=says.waiting(),
                line=says.doing(act),
                tone="waiting",
                close=says.close(),
                seconds=0,
            )
        )
        self.stage.spawn(self._finish(work))

    def end_with(self, title: str, line: str = "", choices: tuple[Choice, ...] = ()) -> SheetView:
        """A sheet that only says why nothing is asked."""
        return SheetView(
            name=f"{self.name} not", title=title, line=line, tone="bad", choices=choices, close=self.door.says.close()
        )

    def elsewhere(self) -> tuple[Choice, ...]:
        """To look for another room, where that can be done."""
        return (self.door.says.choice("find"),) if "find" in self.door.possible() else ()

    async def _finish(self, work: Callable[[], Coroutine[object, object, Outcome]]) -> None:
        outcome = await work()
        self._phase = _Phase.ENDED
        self._show(self._end(outcome))

    def _show(self, view: SheetView) -> None:
        self._keys = frozenset((*(one.key for one in (*view.chips, *view.choices)), *(one.key for one in view.rows)))
        self.stage.show(view)

    def _end(self, outcome: Outcome) -> SheetView:
        says, good = self.door.says, outcome.ending in GOOD
        state = self.door.known().state
        return SheetView(
            name=f"{self.name} {outcome.ending}",
            title=says.ended(outcome),
            line=self.door.answers.sentence(outcome, self.door.clock.now(), state.room.zone),
            tone=tone_of(outcome.ending),
            choices=self._next(outcome.ending),
            close=says.close(),
            seconds=_SECONDS_OF_GOOD if good else SECONDS_OF_OTHERS,
        )

    def _next(self, ending: Ending) -> tuple[Choice, ...]:
        again = (self.door.says.again(taken=ending is Ending.TAKEN),) if ending in _AGAIN else ()
        return (*again, *(self.elsewhere() if ending in _ELSEWHERE else ()))

    def _after(self, key: str) -> None:
        if key == "again":
            self.again()
        else:
            self.go(key)

    def go(self, key: str) -> None:
        """Open another of this door's flows."""
        if key in self.door.possible():
            self.stage.open(self.door.other(key))

    def _gone(self) -> SheetView | None:
        if self.door.known().state.why is not Why.GONE:
            return None
        return self.end_with(self.door.says.gone(), choices=self.elsewhere())

    def _offline(self) -> SheetView | None:
        if self.door.known().online or not self.needs_connection:
            return None
        return self.end_with(self.door.says.offline(), self.door.says.offline_line())


class HeldFlow(RoomFlow):
    """A flow about one booking; ends truly when that is moved away, over, or somebody else's turn."""

    def __init__(self, door: Door, held: Booking | None = None) -> None:
        super().__init__(door)
        self._held = held or self._present(None)

    def question(self) -> SheetView:
        """The question about the booking as it is now."""
        if self._held is None:
            return self._over()
        now = self._present(self._held.id)
        if now is None or now.end <= self.door.clock.now():
            return self._over()
        self._held = now
        return self.ask(now)

    def ask(self, held: Booking) -> SheetView:
        """What is asked about the booking."""
        raise NotImplementedError

    def answered(self, key: str) -> None:
        """Somebody chose this; without a booking there is nothing but another room."""
        if self._held is None or key == "find":
            self.go(key)
        else:
            self.take(self._held, key)

    def take(self, held: Booking, key: str) -> None:
        """What a key means for the booking."""
        raise NotImplementedError

    def _present(self, booking_id: str | None) -> Booking | None:
        """The booking with this id as it is known now; without an id, the one that the door is about."""
        known = self.door.known()
        room = known.state.room.id
        if booking_id is None:
            current = known.state.current
            return None if current is None else booking_behind(current, room)
        found = (booking_behind(one, room) for one in known.agenda.appointments if one.booking_id == booking_id)
        return next((one for one in found if one is not None), None)

    def _over(self) -> SheetView:
        self._held = None
        says, state = self.door.says, self.door.known().state
        return self.end_with(says.changed(), says.state(state), self.elsewhere())
