"""The heartbeat of a face: its window draws, what it shows goes on, and what it knows is asked for."""

from collections.abc import Callable, Mapping

from kiosk.clock import Clock
from kiosk.supervision.heartbeat import Heartbeat, Sign, Turns
from kiosk.supervision.notify import Notifier, notifier_of
from kiosk.supervision.starts import WELL_AFTER, Starts
from kiosk.window.engine import PanelWindow
from kiosk.window.pulse import Pulse

LONGEST_TURN = 150.0


def heart_of(
    window: PanelWindow, environment: Mapping[str, str], clock: Clock, shows: str, starts: Starts | None = None
) -> "FaceHeart":
    """The heart of a window, whose first frame whoever supervises is told of as soon as there is one."""
    notifier = notifier_of(environment)
    if window.frames:
        notifier.ready(f"{shows}.")
    else:
        window.first_frame.connect(lambda: notifier.ready(f"{shows}."))
    return FaceHeart(window, notifier, clock, starts)


class FaceHeart:
    """Tied to one window: `turns.turn` is to be called at least once a minute by what moves the screen's clock.

    `starts` hears that it went well once it did so for a minute, and by what name the screen goes: `name`; `on_good` is
    done at each beat for which all signs were there.
    """

    def __init__(self, window: PanelWindow, notifier: Notifier, clock: Clock, starts: Starts | None) -> None:
        self._window = window
        self._notifier = notifier
        self._clock = clock
        self._starts = starts
        self._began = clock.running()
        self.name = ""
        self.on_good: Callable[[], None] = lambda: None
        self.turns = Turns(clock, LONGEST_TURN)

    def farewell(self) -> None:
        """The end has begun, and it was wanted."""
        self._notifier.stopping()

    def beating(self, overdue: Callable[[], bool], status: Callable[[], str]) -> Heartbeat:
        """The heartbeat: `overdue` says that what asks the server hangs, `status` how all is."""

        async def asked() -> bool:
            return not overdue()

        signs = (
            Sign("The screen draws nothing any more.", Pulse(self._window).seen),
            Sign("The screen's clock stands still.", self.turns.seen),
            Sign("What asks the server hangs.", asked),
        )
        return Heartbeat(self._notifier, self._clock, signs, status, self._good)

    def _good(self) -> None:
        self.on_good()
        if self._starts is not None and self._clock.running() - self._began >= WELL_AFTER:
            self._starts.well(self.name)
