"""From exec to the right colour on the screen, and what the processes hold then."""

import time
from collections.abc import Mapping

from tests.app.screen import Colour
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import memory_mb
from tests.benchmarks.stage import Stage
from tests.benchmarks.subjects import OCCUPIED, Panel, Subject
from tests.benchmarks.watching import BLANK, until

SETTLED = 5.0
PAPER = (255, 255, 255)


def measure(stage: Stage, *, quick: bool) -> list[Figure]:
    """Start the panel with a remembered agenda, the panel with nothing remembered, and the browser, in turns."""
    with stage.browser() as browser:
        subjects: dict[str, Subject] = {"remembered": stage.panel("remembered"), "live": fresh(stage)}
        if browser is not None:
            subjects["browser"] = browser
        booking = stage.building.occupy()
        warm(subjects)
        shown = times(subjects, rounds=3 if quick else 9)
        memory = _memory(subjects, rounds=1 if quick else 3)
        stage.building.cancel(booking)
    reception = _reception(stage, quick=quick)
    rival, held = shown.get("browser", ()), memory.get("browser", ())
    missing = stage.missing
    return [
        Figure("start, agenda remembered", "s", shown["remembered"], 0.35, rival, missing),
        Figure("start, from the live local server", "s", shown["live"], 0.6, rival, missing),
        Figure("memory (proportional)", "MB", memory["remembered"], 110, held, missing),
        *reception,
    ]


def _reception(stage: Stage, *, quick: bool) -> list[Figure]:
    """The same of the visitors' screen, whose first screen is the white of its paper."""
    desk = Panel(stage.screen, stage.home / "reception", stage.building.url, face="reception")
    subjects: dict[str, Subject] = {"reception": desk}
    warm(subjects, PAPER)
    shown = times(subjects, 3 if quick else 9, PAPER)
    memory = _memory(subjects, 1 if quick else 3, PAPER)
    return [
        Figure("reception: start, to its first screen", "s", shown["reception"], 0.35),
        Figure("reception: memory (proportional)", "MB", memory["reception"], 110),
    ]


def fresh(stage: Stage) -> Panel:
    """A panel that remembers nothing from one start to the next."""
    return Panel(stage.screen, stage.home / "live", stage.building.url, remembers=False)


def warm(subjects: Mapping[str, Subject], colour: Colour = OCCUPIED) -> None:
    """Two starts that count for nothing: they compile, fill caches, and leave something to remember."""
    for subject in subjects.values():
        for _ in range(2):
            with subject.run() as running:
                until(subject.screen, colour)
                _pause(running.since, 3.0)
            until(subject.screen, BLANK)


def times(subjects: Mapping[str, Subject], rounds: int, colour: Colour = OCCUPIED) -> dict[str, tuple[float, ...]]:
    """Seconds from exec to the colour, of each in turns."""
    found: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, subject in subjects.items():
            with subject.run() as running:
                found[name].append(until(subject.screen, colour) - running.since)
                _pause(running.since, 1.5)
            until(subject.screen, BLANK)
    return {name: tuple(values) for name, values in found.items()}


def _memory(subjects: Mapping[str, Subject], rounds: int, colour: Colour = OCCUPIED) -> dict[str, tuple[float, ...]]:
    held: dict[str, list[float]] = {name: [] for name in subjects if name != "live"}
    for _ in range(rounds):
        for name, values in held.items():
            with subjects[name].run() as running:
                shown = until(subjects[name].screen, colour)
                _pause(shown, SETTLED)
                values.append(memory_mb(running.pid))
            until(subjects[name].screen, BLANK)
    return {name: tuple(values) for name, values in held.items()}


def _pause(since: float, seconds: float) -> None:
    time.sleep(max(0.0, since + seconds - time.monotonic()))
