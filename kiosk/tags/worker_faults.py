"""What follows from a gateway's failures: who waits, for how long, and what is said of it. Knows no network."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf
from random import Random

from kiosk.backends.errors import BackendError, Declined, NoAnswer, NotAllowed, ServerTrouble, Throttled
from kiosk.sync.backoff import Backoff, patience
from kiosk.sync.episode import Episode
from kiosk.tags.rules import Moment
from kiosk.tags.schedule import Delivery, Wish, doubtful, failed

_log = logging.getLogger(__name__)
LONGEST_BACKOFF = 60.0
REFUSED_SECONDS, LONGEST_REFUSED = 900.0, 14400.0
LOCKED_OUT_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 5.0
CALM_SECONDS = 600.0
LASTING_SECONDS = 5.0
_SPREAD = 0.1
Step = Callable[[Delivery, Wish, Moment], Delivery]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a failure means: until when the gateway is left alone, the step of the tag, and the problem's sentence."""

    closed: float
    step: Step
    problem: str
    of_tag: bool = False


class Faults:
    """The failures of the gateway called `name`. A single one makes only its tag wait; two in a row, all."""

    def __init__(self, name: str, rng: Random) -> None:
        self._rng = rng
        self._backoff = Backoff(LONGEST_BACKOFF, rng)
        self._episode = Episode(_log, f"Tags of {name}")
        self._in_a_row = 0
        self._failing_since = inf
        self._failed_at = -inf
        self._told = ""
        self._refusals: set[str] = set()

    def succeeded(self, moment: Moment) -> None:
        """The gateway has answered as it should; one that fails now and then is said once to do so, not each time."""
        self._in_a_row = 0
        self._failing_since = inf
        self._backoff.succeeded()
        if moment.seconds - self._failed_at > CALM_SECONDS:
            self._episode.succeeded()

    def news(self, problem: str) -> bool:
        """Whether the gateway's problem is another one than was told last; empty: none any more."""
        changed, self._told = problem != self._told, problem
        return changed

    def push(self, error: BackendError, failures: int, moment: Moment) -> Fault:
        """What follows from a push that failed for a tag which had failed so many times before."""
        problem = error.message
        match error:
            case Declined():
                self._say_once(problem)
                wait = min(REFUSED_SECONDS * 2.0 ** min(failures, 10), LONGEST_REFUSED)
                return Fault(-inf, _later(wait), problem, of_tag=True)
            case NoAnswer() if not error.undone and not isinstance(error, ServerTrouble):
                closed = self._closed(error, moment)
                wait = max(self._wait(failures, REFUSED_SECONDS), LOOK_AGAIN_SECONDS)
                return Fault(closed, _in_doubt(wait), self._weighed(error))
            case _:
                wait = self._wait(failures, LONGEST_BACKOFF)
                return Fault(self._closed(error, moment), _later(wait), self._weighed(error))

    def look(self, error: BackendError, moment: Moment) -> Fault:
        """What follows from a look that failed."""
        return Fault(self._closed(error, moment), _later(0.0), self._weighed(error))

    def _weighed(self, error: BackendError) -> str:
        """The gateway's problem from now on: being busy is none, nor are failures that are over in a moment.

        It is noted for each of its tags, and kept, which is too much for what is gone at the next try.
        """
        lasting = self._failed_at - self._failing_since >= LASTING_SECONDS or not isinstance(error, NoAnswer)
        return self._told if isinstance(error, Throttled) or not lasting else error.message

    def _closed(self, error: BackendError, moment: Moment) -> float:
        self._failed_at = moment.seconds
        if isinstance(error, Throttled):
            return moment.seconds + patience(error.retry_after) * (1.0 + self._rng.uniform(0.0, _SPREAD))
        self._episode.failed(error)
        self._in_a_row += 1
        self._failing_since = min(self._failing_since, moment.seconds)
        match error:
            case NotAllowed() | Declined():
                return moment.seconds + LOCKED_OUT_SECONDS * (1.0 + self._rng.uniform(0.0, _SPREAD))
            case _ if self._in_a_row > 1:
                return moment.seconds + self._backoff.failed()
            case _:
                return -inf

    def _wait(self, failures: int, longest: float) -> float:
        """Anything up to 1, 2, 4 … seconds, so that another tag's turn comes first; a gateway may be well any minute.

        What may have been drawn each time is not repeated as often for ever.
        """
        return self._rng.uniform(0.0, min(2.0 ** min(failures, 10), longest))

    def _say_once(self, problem: str) -> None:
        if problem not in self._refusals:
            self._refusals.add(problem)
            _log.warning("Tags: %s", problem)


def _later(wait: float) -> Step:
    return partial(_failed, wait=wait)


def _in_doubt(wait: float) -> Step:
    return partial(_doubtful, wait=wait)


def _failed(delivery: Delivery, wish: Wish, moment: Moment, *, wait: float) -> Delivery:  # noqa: ARG001 - of any step
    return failed(delivery, moment, wait)


def _doubtful(delivery: Delivery, wish: Wish, moment: Moment, *, wait: float) -> Delivery:
    return doubtful(delivery, wish, moment, wait)
