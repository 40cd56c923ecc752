"""What people install: the bundle's start beside the source run's, and how large it and its package are."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.app.programs import ROOT, environment, under_way
from tests.benchmarks.figures import Figure, median
from tests.benchmarks.stage import Stage
from tests.benchmarks.start import times, warm
from tests.benchmarks.subjects import Panel, Running, Subject, now

BUNDLE, PACKAGES = ROOT / "build" / "bundle" / "room-kiosk", ROOT / "build" / "deb"
MB = 1e6


class Bundled(Panel):
    """The panel out of the bundle."""

    @contextmanager
    def run(self, **more: str) -> Iterator[Running]:
        """Start it; ended when the block is left."""
        variables = environment(self.home) | {"DISPLAY": self.screen.display, "PYTHONWARNINGS": "", **more}
        del variables["PYTHONPATH"]
        since = now()
        with under_way([str(BUNDLE / "kiosk"), *self.command], variables, self.home) as process:
            yield Running(process.pid, since, self.home)


def measure(stage: Stage, *, quick: bool) -> list[Figure]:
    """In turns, both with a remembered agenda; nothing of what has not been built."""
    return [*_sizes(), *(_start(stage, quick=quick) if (BUNDLE / "kiosk").exists() else ())]


def _start(stage: Stage, *, quick: bool) -> Iterator[Figure]:
    home = stage.home / "bundled"
    bundled = Bundled(stage.screen, home, stage.building.url)
    subjects: dict[str, Subject] = {"source": stage.panel("source"), "bundle": bundled}
    booking = stage.building.occupy()
    warm(subjects)
    found = times(subjects, rounds=3 if quick else 9)
    stage.building.cancel(booking)
    ratio = median(found["bundle"]) / median(found["source"])
    name = "bundle: start, agenda remembered"
    yield Figure(name, "s", found["bundle"], rival=found["source"], against="source run, same minutes")
    yield Figure("bundle: start, by the source run's", "×", (ratio,), 1.5)


def _sizes() -> Iterator[Figure]:
    if BUNDLE.exists():
        yield Figure("bundle: size", "MB", (_size(BUNDLE) / MB,), 190)
    if packages := sorted(PACKAGES.glob("*.deb"), key=lambda one: one.stat().st_mtime):
        yield Figure("Debian package: size", "MB", (packages[-1].stat().st_size / MB,))


def _size(folder: Path) -> int:
    return sum(one.lstat().st_size for one in folder.rglob("*") if one.is_file())
