"""`make simulate`: a thousand seeds, thirty days each, of everything that may happen; a seed replays its story."""

import argparse
import logging
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.simulation.story import BrokenPromiseError, Figures, tell


def main() -> int:
    """Zero where every promise was held."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--days", type=float, default=30.0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    wish = parser.parse_args()
    seeds, broken, done = range(wish.first, wish.first + wish.seeds), 0, list[Figures]()
    with ProcessPoolExecutor(wish.jobs) as pool:
        for ended in pool.map(partial(_told, days=wish.days), seeds):
            if isinstance(ended, Figures):
                done.append(ended)
            else:
                broken += 1
            print(ended, flush=True)  # noqa: T201 - it speaks to the person who runs it
    print(_total(done), f"{broken} broken", sep="; ")  # noqa: T201 - as above
    return 1 if broken else 0


def _told(seed: int, days: float) -> Figures | str:
    logging.disable()
    try:
        return tell(seed, days)
    except BrokenPromiseError as broken:
        return str(broken)


def _total(done: list[Figures]) -> str:
    names = ("days", "acts", "states", "free", "promised", "power_cuts", "signs")
    sums = [f"{sum(getattr(one, name) for one in done):,.0f} {name}" for name in names]
    return f"{len(done)} seeds; " + "; ".join(sums)


if __name__ == "__main__":
    sys.exit(main())
