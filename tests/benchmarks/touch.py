"""From a finger at the door to the pixel: the panel is touched, and what it shows is read from its screen."""

import json
import subprocess
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.app.programs import config_file, environment
from tests.app.screen import Screen
from tests.benchmarks.building import ROOM
from tests.benchmarks.figures import Figure
from tests.benchmarks.stage import Stage

TWO_FRAMES = 2
_CLOSE = ["touch", "Close"]
_ASKED = (
    ["home", "free"],
    *(["touch", "book"], ["touch", "time"], _CLOSE, ["touch", "book"], ["touch", "name"], _CLOSE),
    *(["touch", "Free"], _CLOSE, ["touch", "find"], _CLOSE),
    *(["touch", "more"], ["touch", "report"], ["touch", "other"], _CLOSE),
    *(["touch", "more"], ["touch", "settings"], _CLOSE),
)
_ACTED = (
    *(["touch", "book"], ["touch", "minutes 30"], ["outcome"], _CLOSE),
    *(["touch", "extend"], ["touch", "minutes 15"], ["outcome"], _CLOSE),
    *(["touch", "end"], ["touch", "yes"], ["outcome"], _CLOSE, ["home", "free"]),
)


@dataclass(frozen=True, slots=True)
class Touch:
    """In milliseconds: press → first pixel; letting go → the first pixel of the sheet; and the frames up to that."""

    sheet: str
    answered: float
    shown: float
    frames: int


@dataclass(frozen=True, slots=True)
class Played:
    """What came of the steps: each touch, and the milliseconds from letting go until each act's end was shown."""

    touches: tuple[Touch, ...]
    confirmed: tuple[float, ...]


def measure(stage: Stage, *, quick: bool) -> list[Figure]:
    """Once for what compiling leaves, which is its own figure; then so that each sheet opens for the first time."""
    home = _home(stage)
    cold = _played(stage.screen, home, [["home", "free"], ["touch", "book"], _CLOSE])
    runs = [_played(stage.screen, home, [*_ASKED, *_ACTED * 2]) for _ in range(1 if quick else 3)]
    touches = [one for run in runs for one in run.touches]
    opened = [one for one in touches if one.sheet]
    slowest, last = max(opened, key=lambda one: one.shown), max(opened, key=lambda one: one.frames)
    first = tuple(run.touches[0].shown for run in runs)
    ever = f"{cold.touches[0].shown:.0f} ms the very first time after an installation, when it is compiled"
    return [
        Figure("touch → first visible response", "ms", tuple(one.answered for one in touches), 100),
        Figure("let go → the sheet's first pixel", "ms", tuple(one.shown for one in opened), note=_slow(slowest)),
        Figure("the same, for the first sheet after a start", "ms", first, note=ever),
        Figure(
            "frames drawn until a sheet is on the screen, most",
            "frames",
            (float(last.frames),),
            TWO_FRAMES,
            note=f"{len({one.sheet for one in opened})} sheets; the frame in which the button is let go counts",
        ),
        Figure(
            "let go → booked, extended, ended: confirmed",
            "ms",
            tuple(one for run in runs for one in run.confirmed),
            500,
        ),
    ]


def _slow(touch: Touch) -> str:
    return f"the slowest was {touch.sheet}, {touch.shown:.0f} ms"


def _home(stage: Stage) -> Path:
    """Of a panel that its own user has set up, so that it has settings."""
    home = stage.home / "touched"
    folder = home / ".config" / "room-kiosk"
    folder.mkdir(parents=True)
    config_file(folder, stage.building.url, kind="local", room=ROOM).rename(folder / "config.toml")
    return home


def _played(screen: Screen, home: Path, steps: list[list[str]]) -> Played:
    with _watched(screen) as changes:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.fingered", "-", json.dumps(steps)],
            env=environment(home, DISPLAY=screen.display, PYTHONWARNINGS=""),
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return _made_of([json.loads(line) for line in done.stdout.splitlines()], changes)


def _made_of(lines: list[dict[str, Any]], changes: list[float]) -> Played:
    touches, confirmed, released = [], [], 0.0
    for line in lines:
        if "touch" in line:
            released = line["released"]
            answered = _first(changes, line["pressed"]) - line["pressed"]
            shown = _first(changes, line["opened"]) - released
            touches.append(Touch(line["sheet"], answered * 1000, shown * 1000, line["frames"]))
        elif line.get("outcome") == "good":
            confirmed.append((_first(changes, line["told"]) - released) * 1000)
        elif "outcome" in line:
            message = "what was done at the panel did not come to a good end"
            raise RuntimeError(message)
    return Played(tuple(touches), tuple(confirmed))


def _first(changes: list[float], instant: float) -> float:
    return changes[bisect_left(changes, instant)]


@contextmanager
def _watched(screen: Screen) -> Iterator[list[float]]:
    """The monotonic instants at which the picture was seen to be another one, to a millisecond or two."""
    changes: list[float] = []
    done = threading.Event()

    def watch() -> None:
        last = screen.picture()
        while not done.wait(0.0005):
            now = screen.picture()
            if now != last:
                changes.append(time.monotonic())
                last = now

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield changes
    finally:
        done.set()
        watching.join()
