"""A seed's story: days of a building in virtual time, everything that may happen, and the promises held throughout.

A core joins with a life of its own: `act` does one random thing and names it, `check` raises where a promise is broken.
"""

import asyncio
import zlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Protocol

from tests.simulation.pace import told
from tests.simulation.panel import Panel
from tests.simulation.panel_life import PanelLife
from tests.simulation.reception import Reception
from tests.simulation.reception_life import ReceptionLife
from tests.simulation.signs import Signs
from tests.simulation.signs_life import SignsLife
from tests.sync.virtual import START

DAY = 86_400.0
BETWEEN = 400.0
AFTERWARDS = 1_200.0
_LAST = 12
RAM = Path("/dev/shm")  # noqa: S108 - a disk in memory, where there is one


class Life(Protocol):
    """What a core does in a story."""

    async def act(self, rng: Random) -> str: ...
    async def check(self) -> None: ...
    def mend(self) -> str: ...
    async def end(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Figures:
    """What a story came to. `digest` is the same whenever the same seed tells it."""

    seed: int
    days: float
    acts: int
    states: int
    free: int
    promised: int
    power_cuts: int
    signs: int
    digest: int


class BrokenPromiseError(Exception):
    """A promise was broken; says by which seed, after what, and how to see it again."""


def tell(seed: int, days: float) -> Figures:
    """Run the story of a seed. Raises `BrokenPromiseError`."""
    with TemporaryDirectory(dir=RAM if RAM.is_dir() else None) as folder:
        last: deque[str] = deque(maxlen=_LAST)
        try:
            return told(lambda: _story(Path(folder), seed, days, last))
        except Exception as broken:
            before = "\n".join(last)
            again = f"python -m tests.simulation --first {seed} --seeds 1 --days {days:g}"
            raise BrokenPromiseError(f"seed {seed}: {broken}\n{before}\nAgain: {again}") from broken


async def _story(folder: Path, seed: int, days: float, last: deque[str]) -> Figures:
    rng, loop = Random(seed), asyncio.get_running_loop()
    panel = Panel(folder, START, rng.choice([15.0, 30.0, 60.0]), Random(seed))
    reception = Reception(folder, START, Random(seed))
    signs = Signs(folder, START, panel.building, Random(seed), 1000 if seed % 3 else 12)
    panel.clock.battery = signs.clock.battery = seed % 2 == 0
    door, desk = PanelLife(panel), ReceptionLife(reception)
    lives: Sequence[Life] = (door, desk, SignsLife(signs))
    panel.begin()
    reception.begin()
    signs.begin()
    acts = digest = 0
    while loop.time() < days * DAY:
        await asyncio.sleep(rng.expovariate(1.0 / BETWEEN))
        name = await _one(rng, lives)
        last.append(f"{loop.time():12.3f} {name}")
        acts, digest = acts + 1, zlib.crc32(last[-1].encode(), digest)
    await _end(lives)
    witness, cuts = panel.witness, panel.begun + reception.begun + signs.begun - 3
    promised = len(desk.promised) + len(desk.walked_in)
    digest = zlib.crc32(f"{witness.said} {witness.free} {promised} {signs.witness.given}".encode(), digest)
    return Figures(seed, days, acts, witness.said, witness.free, promised, cuts, signs.witness.given, digest)


async def _one(rng: Random, lives: Sequence[Life]) -> str:
    for life in lives:
        await life.check()
    return await rng.choice(lives).act(rng)


async def _end(lives: Sequence[Life]) -> None:
    """All is mended, and in the end all is well."""
    for life in lives:
        life.mend()
    await asyncio.sleep(AFTERWARDS)
    for life in lives:
        await life.check()
        await life.end()
