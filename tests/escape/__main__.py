"""A long evening of monkeys: `python -m tests.escape [--events N] [--first SEED] [--seeds N]`, each seed at every face.

Prints what each came to; exit 1 where one got out, changed the set-up, or made the program complain.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.app.programs import local_server
from tests.escape.keeper import Keeper

FACES = ("panel", "reception", "lobby")


def main() -> int:
    """Let them play, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=5)
    wish = parser.parse_args()
    played = [plays(face, seed, wish.events) for seed in range(wish.first, wish.first + wish.seeds) for face in FACES]
    return 0 if all(played) else 1


def plays(face: str, seed: int, events: int) -> bool:
    """Whether nothing came of it."""
    with TemporaryDirectory() as folder, local_server(Path(folder) / "server", "--demo") as (url, _):
        try:
            told = Keeper(Path(folder) / "home", url).monkey(face, seed, events)
        except AssertionError as trouble:
            print(f"{face}: {trouble}", flush=True)  # noqa: T201 - it speaks to the person who runs it
            return False
    memory = told["memory"]
    from_to = f"{memory[len(memory) // 3]:.1f} to {memory[-1]:.1f} MB"
    print(f"{face}, seed {seed}: {told['events']:,} events, {from_to}, {len(told['sheets'])} sheets", flush=True)  # noqa: T201
    return True


if __name__ == "__main__":
    sys.exit(main())
