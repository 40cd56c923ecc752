"""A gateway that keeps an eye on how it is used: one sign at a time, none without need, no colour panel hurried."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from math import inf
from random import Random

from kiosk.backends.errors import NotAllowed, ServerTrouble, Throttled, Unreachable
from kiosk.clock import Clock
from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport
from kiosk.tags.rules import LONGEST_UNTOLD, OVERDUE_SECONDS, UNTOLD_SECONDS
from tests.tags.service.site import Faults, MemoryGateway

REST = 180.0
_EARLY = 1.0
_BACK_OFF = 66.0
_IN_DOUBT = 900.0 + _BACK_OFF
_UNHEARD = LONGEST_UNTOLD + OVERDUE_SECONDS + UNTOLD_SECONDS
_PATIENCE = {"cut": _IN_DOUBT, "lost_answer": _IN_DOUBT, "hang": 180.0 + _IN_DOUBT, "drop": _UNHEARD, "blind": _UNHEARD}
REFUSED = (NotAllowed, ServerTrouble, Throttled, Unreachable)  # then it is certain that nothing was taken
KINDS = ("busy", "down", "cut", "lost_answer", "hang", "server", "locked", "drop", "blind")


@dataclass(frozen=True, slots=True)
class Given:
    """The last sign of a tag that may have been taken, and the monotonic second at which one last was."""

    at: float
    face: str = ""


_NONE = Given(-inf)


class WatchedGateway(MemoryGateway):
    """`object_to` is told what should not be, `gives` each sign as it is handed over.

    `told` are the faces that tags were said to show, by tag: the program may believe these and no other. `well_since`
    is a monotonic second.
    """

    def __init__(
        self,
        clock: Clock,
        rng: Random,
        interval: float,
        colour: Collection[str],
        gives: Callable[[Sign], None],
        object_to: Callable[[str], None],
    ) -> None:
        super().__init__(clock, rng, interval=interval)
        self.told: dict[str, set[str]] = {}
        self.confirmed: dict[str, str] = {}
        self.words: dict[str, Mapping[str, str]] = {}
        self.well_since = 0.0
        self.interval = interval
        self._last: dict[str, Given] = {}
        self._drawn: dict[str, int] = {}
        self._colour = frozenset(colour)
        self._gives = gives
        self._object_to = object_to

    @property
    def troubled(self) -> bool:
        """Whether it fails now and then, or always."""
        return self.faults != Faults()

    async def push(self, sign: Sign) -> Pushed:
        self._watch(sign)
        taken, before, face = len(self.pushes), self._last.get(sign.tag, _NONE), sign.face
        self.confirmed.pop(sign.tag, None)
        try:
            answer = await super().push(sign)
        except REFUSED:
            face = before.face
            raise
        finally:
            at = self.pushes[-1][0] if len(self.pushes) > taken else before.at
            self._last[sign.tag] = Given(at, face)
            self.words[sign.face] = sign.words
        if answer.shown:
            self._tell(sign.tag, sign.face)
        return answer

    async def look(self) -> tuple[TagReport, ...]:
        reports = await super().look()
        for one in reports:
            if one.shown is not None:
                self._tell(one.tag, one.shown)
        return reports

    def fail(self, rng: Random) -> tuple[str, ...]:
        """It fails from now on, in up to three ways, now and then or always; in which."""
        kinds = tuple(rng.sample(KINDS, rng.choice((1, 1, 2, 3))))
        self._be_patient()
        self.faults = Faults(**dict.fromkeys(kinds, rng.choice((0.3, 1.0))))
        return kinds

    def mend(self) -> None:
        """It works from now on; what its failures have led to takes its time."""
        self._be_patient()
        self.faults = Faults()

    def restart(self) -> None:
        super().restart()
        self.disturb(0.0)

    def disturb(self, seconds: float) -> None:
        """For so long, things may not be as they should."""
        self.well_since = max(self.well_since, self._clock.monotonic() + seconds)

    def forgive(self) -> None:
        """The program cannot know how long ago it was that a panel was drawn: clocks were set while it was away."""
        self._last = {tag: replace(last, at=-inf) for tag, last in self._last.items()}
        self.disturb(0.0)

    def shown(self, tag: str) -> str | None:
        """What hangs on the wall now."""
        self.live()
        paper = self.papers.get(tag)
        return None if paper is None else paper.shown

    def check(self) -> None:
        """No colour panel has drawn again before it had rested, as far as its confirmation could be seen."""
        for tag in self._colour & self.papers.keys():
            drawings, seen = self.papers[tag].drawings, self._drawn.get(tag, 1)
            for before, after in zip(drawings[seen - 1 :], drawings[seen:], strict=False):
                if not self.troubled and before[0] > self.well_since and after[0] - before[0] < REST - _EARLY:
                    self._object_to(f"{tag} has drawn again after {after[0] - before[0]:.0f} s")
            self._drawn[tag] = max(len(drawings), 1)

    def _watch(self, sign: Sign) -> None:
        last = self._last.get(sign.tag, _NONE)
        if self.in_flight:
            self._object_to(f"{sign.tag} is handed over while another sign is under way")
        if self.confirmed.get(sign.tag) == sign.face:
            self._object_to(f"{sign.tag} is given what it has confirmed")
        if sign.tag in self._colour and last.face != sign.face:
            rested = self._clock.monotonic() - last.at
            if rested < REST - _EARLY:
                self._object_to(f"{sign.tag} is given another sign after {rested:.0f} s")
        self._gives(sign)

    def _tell(self, tag: str, face: str) -> None:
        self.told.setdefault(tag, set()).add(face)
        if self._last.get(tag, _NONE).face == face:
            self.confirmed[tag] = face

    def _be_patient(self) -> None:
        for kind in KINDS:
            if getattr(self.faults, kind):
                self.disturb(_PATIENCE.get(kind, _BACK_OFF))
