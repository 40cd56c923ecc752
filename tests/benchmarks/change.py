"""From a booking made over HTTP on the server to the pixel at the door, with change hints and without."""

import random
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from tests.app.screen import Colour, Screen
from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import Stage
from tests.benchmarks.subjects import FREE, OCCUPIED
from tests.benchmarks.watching import Change, change_to, until


@dataclass(frozen=True, slots=True)
class Seen:
    """A request was sent and answered at these monotonic instants; `changes` is what each screen showed of it."""

    sent: float
    answered: float
    changes: tuple[Change, ...]


def measure_hint(stage: Stage, *, quick: bool) -> list[Figure]:
    """Booking after booking, each freed again; a hint tells the panel of them."""
    more = f'[sync]\ncallback_url = "http://127.0.0.1:{_free_port()}/"\n'
    with stage.panel("hinted", more).run():
        until(stage.screen, FREE)
        _turns(stage, (stage.screen,), 1, 0.5)
        seen = _turns(stage, (stage.screen,), 5 if quick else 20, 0.5)
    began = [one.changes[0].began for one in seen]
    done = tuple((one.changes[0].done - one.answered) * 1000 for one in seen)
    answered = tuple((at - one.answered) * 1000 for at, one in zip(began, seen, strict=True))
    sent = tuple((at - one.sent) * 1000 for at, one in zip(began, seen, strict=True))
    missing = "has no hints" if stage.missing == "–" else stage.missing
    return [
        Figure("hint → first pixel, from the server's answer", "ms", answered, 150, missing=missing),
        Figure("hint → first pixel, from sending the booking", "ms", sent, missing=missing),
        Figure("hint → the new colour, after the cross-fade", "ms", done, missing=missing),
    ]


def measure_poll(stage: Stage, *, quick: bool) -> list[Figure]:
    """The same without hints, at moments that have nothing to do with the polls; the browser sees the same bookings."""
    with ExitStack() as stack:
        stack.enter_context(stage.panel("polling").run())
        screens = [stage.screen]
        browser = stack.enter_context(stage.browser())
        if browser is not None:
            stack.enter_context(browser.run())
            screens.append(stage.other)
        for screen in screens:
            until(screen, FREE)
        seen = _turns(stage, screens, 1 if quick else 5, 7.5)
    waits = [tuple(one.changes[at].began - one.answered for one in seen) for at in range(len(screens))]
    rival = waits[1] if len(waits) > 1 else ()
    note = "both ask every 15 s, so about half of that is to be expected"
    return [Figure("no hint → first pixel, from the server's answer", "s", waits[0], None, rival, stage.missing, note)]


def _turns(stage: Stage, screens: Sequence[Screen], count: int, pause: float) -> list[Seen]:
    """Book and free the room so many times, with a pause of about `pause` seconds before each; the bookings count."""
    seen = []
    for _ in range(count):
        made: list[str] = []
        seen.append(_watched(screens, OCCUPIED, pause, partial(_occupy, stage, made)))
        _watched(screens, FREE, pause, partial(_free, stage, made))
    return seen


def _watched(screens: Sequence[Screen], colour: Colour, pause: float, act: Callable[[], object]) -> Seen:
    time.sleep(pause * random.uniform(0.8, 1.8))
    with ThreadPoolExecutor(len(screens)) as pool:
        watching = [pool.submit(change_to, screen, colour) for screen in screens]
        sent = time.monotonic()
        act()
        answered = time.monotonic()
        return Seen(sent, answered, tuple(one.result() for one in watching))


def _occupy(stage: Stage, made: list[str]) -> None:
    made.append(stage.building.occupy())


def _free(stage: Stage, made: list[str]) -> None:
    stage.building.cancel(made.pop())


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
