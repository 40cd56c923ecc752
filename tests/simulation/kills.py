"""`make kills`: a desk's day is killed ten thousand times; nobody who was told so is lost, nobody counts twice."""

import argparse
import asyncio
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.visits import test_killed


def main() -> int:
    """Zero where nobody was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first hundred")
    parser.add_argument("--jobs", type=int, default=4, help="at once; a desk mostly waits to be killed")
    wish = parser.parse_args()
    seeds = range(wish.first, wish.first + wish.kills // test_killed.TURNS)
    lost = 0
    with ProcessPoolExecutor(wish.jobs) as pool:
        for seed, said in zip(seeds, pool.map(hundred, seeds), strict=True):
            lost += bool(said)
            text = said or "nobody lost, nobody doubled"
            print(f"seed {seed}, {test_killed.TURNS} kills: {text}", flush=True)  # noqa: T201 - it speaks to the person who runs it
    print(f"{len(seeds) * test_killed.TURNS} kills, {lost} seeds with somebody lost or doubled")  # noqa: T201 - as above
    return 1 if lost else 0


def hundred(seed: int) -> str:
    """A hundred kills of a seed; what was broken, empty where all is well."""
    with TemporaryDirectory() as folder:
        try:
            asyncio.run(test_killed.test_a_hundred_kills_lose_nobody_and_nobody_counts_twice(Path(folder), seed))
        except AssertionError as broken:
            return str(broken)
    return ""


if __name__ == "__main__":
    sys.exit(main())
