"""Knows what the signs' program was told of its room, and objects to a sign that says something else."""

from collections import deque
from collections.abc import Mapping
from datetime import timedelta

from kiosk.domain.agenda import Agenda
from kiosk.domain.state import RoomState, Status, derive
from kiosk.sync.model import FeedState
from kiosk.tags.gateways.gateway import Sign
from tests.simulation.pace import StoryClock
from tests.simulation.witness import POLICY, Witness

NOTICED = 2.5  # a set clock or a sleep is seen within two seconds
_TAKEN = frozenset({Status.OCCUPIED, Status.WAITING_CHECK_IN, Status.CLOSED})


class SignsWitness:
    """`hear` is told what the program knows, `gives` what it hands to a gateway; `door` knows what is true."""

    def __init__(self, clock: StoryClock, door: Witness) -> None:
        self.objections: list[str] = []
        self.given = self.free = 0
        self._clock = clock
        self._door = door
        self._state = FeedState()
        self._known: tuple[object, ...] = ()
        self._lately: deque[tuple[float, str]] = deque(maxlen=6)
        self._calm = 0.0

    def begins(self) -> None:
        """The program begins: until the server has answered, it does not call a room unknown for that alone."""
        self._state, self._known = FeedState(), ()
        self._lately.clear()
        self.disturb(POLICY.unknown_after.total_seconds())

    def disturb(self, seconds: float = 0.0) -> None:
        """What is said may be another thing from now on; it was this up to now."""
        if self._state.agendas:
            self._note()
        self._calm = max(self._calm, self._clock.running() + seconds)

    def hear(self, state: FeedState) -> None:
        """The program knows this now."""
        first, before = self._state.connection.last_contact is None, ""
        if self._state.agendas:
            before = said(self.now().status)
            self._note()
        self._state = state
        self._note()
        known = (state.agendas[0].appointments, state.agendas[0].adrift)
        if first and state.connection.last_contact is not None:
            self._calm = self._clock.running()
        elif known != self._known or self._lately[-1][1] != before:
            self._calm = max(self._calm, self._clock.running())
        self._known = known

    def gives(self, sign: Sign) -> None:
        """A gateway is given a sign."""
        self.given += 1
        says = said(Status(sign.words["state"]))
        self.free += says == "free"
        state = self.now()
        try:
            self._door.hear((state,), self._state)
        except AssertionError as objection:
            self.object_to(str(objection))
        right = self._recently()
        if says not in right:
            self.object_to(f"{sign.tag} is given {says} at {state.at}, but it is {right}")

    def hangs(self, tag: str, words: Mapping[str, str]) -> None:
        """This has hung on the wall for long enough to be right."""
        says, state = said(Status(words["state"])), self.now()
        assert says == said(state.status), f"{tag} still says {says} at {state.at}, but it is {state.status}"

    def reads(self, tag: str, words: Mapping[str, str]) -> None:
        """This is the newest sign: it says what goes on or follows, and until when, as the building's last answer."""
        look, at = self._door.last_look, self._clock.now()
        taken = [one for one in look.meetings if one.start <= at < one.end]
        ahead = min(
            (one for one in look.meetings if one.start > at), key=lambda one: (one.start, one.end), default=None
        )
        shown = max(taken, key=lambda one: one.start) if taken else ahead
        until = max(one.end for one in taken) if taken else None if ahead is None else ahead.start
        assert said(Status(words["state"])) == ("taken" if taken else "free"), f"{tag} says {words['state']}"
        subject = "" if shown is None else shown.subject
        assert words["title"] == subject, f"{tag} says {words['title']!r}, not {subject!r}"
        if until is not None and until.date() == at.date():
            assert f"{until:%H:%M}" in words["line"], f"{tag} says {words['line']!r}, not until {until}"

    def object_to(self, objection: str) -> None:
        """This should not be."""
        self.objections.append(f"{objection}, at {self._clock.running():.3f}")

    def now(self) -> RoomState:
        """What there is to say of the room at this moment."""
        return derive(self._agenda, self._clock.now(), POLICY)

    def steady(self, seconds: float) -> bool:
        """Whether for so long there was one thing to say."""
        now, agenda = self._clock.now(), self._agenda
        if self._clock.running() - self._calm < seconds:
            return False
        edges = [edge for one in agenda.appointments for edge in (one.start, one.end)]
        if agenda.as_of is not None:
            edges += [agenda.as_of + POLICY.unknown_after, agenda.as_of - POLICY.unknown_after]
        return not any(now - timedelta(seconds=seconds) < edge <= now for edge in edges)

    @property
    def _agenda(self) -> Agenda:
        return self._state.agendas[0]

    def _note(self) -> None:
        self._lately.append((self._clock.running(), said(self.now().status)))

    def _recently(self) -> set[str]:
        """All that there was to say up to now since it could have been noticed."""
        since, now = self._clock.running() - NOTICED, self._clock.now()
        ends = [at for at, _ in list(self._lately)[1:]]
        lately = {says for (_, says), end in zip(self._lately, ends, strict=False) if end >= since}
        return lately | {
            said(derive(self._agenda, at, POLICY).status) for at in (now, now - timedelta(seconds=NOTICED))
        }


def said(status: Status) -> str:
    """The one thing on a sign that must not be wrong."""
    if status is Status.UNKNOWN:
        return "unknown"
    return "taken" if status in _TAKEN else "free"
