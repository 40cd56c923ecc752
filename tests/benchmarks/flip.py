"""How long after its second a door turns, for meetings that it has known of beforehand."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

from tests.app.screen import Screen
from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import Stage
from tests.benchmarks.subjects import FREE
from tests.benchmarks.watching import left, until

LEAD = timedelta(seconds=20)  # longer than a poll, so that all know of the meetings
LENGTH = timedelta(seconds=3)


def measure(stage: Stage, *, quick: bool) -> list[Figure]:
    """Short meetings one after the other: each begins and ends at a full second, and each turn is timed."""
    with ExitStack() as stack:
        stack.enter_context(stage.panel("flip").run())
        screens = [stage.screen]
        browser = stack.enter_context(stage.browser())
        if browser is not None:
            stack.enter_context(browser.run())
            screens.append(stage.other)
        for screen in screens:
            until(screen, FREE)
        edges = _meetings(stage, 2 if quick else 6)
        with ThreadPoolExecutor(len(screens)) as pool:
            late = [one.result() for one in [pool.submit(_lateness, screen, edges) for screen in screens]]
    rival = late[1] if len(late) > 1 else ()
    return [
        Figure("flip, first pixel after its second", "ms", late[0], 100, rival, stage.missing),
    ]


def _meetings(stage: Stage, count: int) -> list[datetime]:
    """Book them; the instants at which the door must turn."""
    first = datetime.now(UTC).replace(microsecond=0) + LEAD
    edges = [first + LENGTH * number for number in range(2 * count)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        stage.building.book(start, end)
    return edges


def _lateness(screen: Screen, edges: list[datetime]) -> tuple[float, ...]:
    """Milliseconds by which each turn came after its instant; negative where it came too early."""
    late = []
    for edge in edges:
        _wait_to(edge - LENGTH / 3)
        late.append((left(screen) + _wall_minus_monotonic() - edge.timestamp()) * 1000)
    return tuple(late)


def _wait_to(instant: datetime) -> None:
    time.sleep(max(0.0, (instant - datetime.now(UTC)).total_seconds()))


def _wall_minus_monotonic() -> float:
    return time.time() - time.monotonic()
