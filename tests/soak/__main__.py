"""A building's month in three hours and a half: `python -m tests.soak [--days D] [--factor F] [--seed N]`.

Prints a line a simulated day, and at the end each program's slope of memory in MB an hour of real time. Exit 1 where
one is over 1, where tasks, threads or open files grow, where one wrote too much or ended, or does not recover.
The first quarter of an hour is for warming up, and less than half an hour after it tells no slope.
"""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.app.screen import wait_for
from tests.soak.building import Building, Program, standing
from tests.soak.face import EVERY
from tests.soak.wear import HOUR, more, slope

DAY = 86_400.0
PAUSE = 20.0
MOST_SLOPE, LINES = 1.0, 8


def main() -> int:
    """Live through it, and judge each program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=float, default=30.0)
    parser.add_argument("--factor", type=float, default=200.0)
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    with TemporaryDirectory() as folder, standing(Path(folder), wish.factor, wish.seed) as building:
        live(building, wish.days * DAY / wish.factor)
        troubles = [] if recovered(building) else ["some face is without news of the server"]
        troubles += [trouble for one in building.programs for trouble in judged(one, building.faults)]
    print(*troubles, f"{building.faults} faults, {len(troubles)} troubles", sep="\n")  # noqa: T201 - to who runs it
    return 1 if troubles else 0


def live(building: Building, seconds: float) -> None:
    """So many real seconds."""
    begun = day = time.monotonic()
    while (lived := time.monotonic() - begun) < seconds:
        building.check()
        building.fault(power=lived < seconds / 3)
        time.sleep(PAUSE)
        if time.monotonic() - day >= DAY / building.factor:
            day = time.monotonic()
            told = {one.face: round(one.latest().get("memory", 0.0), 1) for one in building.programs}
            print(f"day {(day - begun) * building.factor / DAY:.0f}: MB {told}", flush=True)  # noqa: T201 - as above


def recovered(building: Building) -> bool:
    """Whether every face has news again, in a minute; a machine busy with other things may be too slow."""
    try:
        wait_for(lambda: building.online, "news on every screen", every=EVERY)
    except AssertionError:
        return False
    return True


def judged(one: Program, faults: int) -> list[str]:
    """What is wrong with a program; prints its slope. Of a server that was killed, the last life counts."""
    samples, lines = list(one.samples()), len(one.output.read_text().splitlines())
    by, hours = slope(samples, EVERY), len(samples) * EVERY / HOUR
    told = "too short for a slope" if by is None else f"{by:+.2f} MB/h"
    print(f"{one.face}: {told} in {hours:.2f} h, {lines} lines said")  # noqa: T201 - to who runs it
    troubles = list(more(samples))
    if by is not None and by > MOST_SLOPE:
        troubles.append(f"memory grows by {by:.2f} MB/h")
    if lines > LINES * faults:
        troubles.append(f"{lines} lines said of {faults} faults")
    return [f"{one.face}: {trouble}" for trouble in troubles]


if __name__ == "__main__":
    sys.exit(main())
