"""`python -m tests.benchmarks`: measures the program as it ships, prints one table, writes every value as JSON."""

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from tests.app.programs import ROOT
from tests.benchmarks import backends, change, cost, desk, flip, full, idle, shipped, start, tags, touch
from tests.benchmarks.figures import Figure, Report
from tests.benchmarks.stage import stage

OUTPUT = ROOT / "build" / "bench.json"
NAMES = ("start", "bundle", "idle", "hint", "poll", "flip", "touch", "cost", "backends", "server", "desk", "tags")


def main() -> None:
    """Measure what was asked for."""
    options = _options()
    report = Report(_machine())
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        for name in options.only or NAMES:
            _say(f"{name} …", sys.stderr)
            report.figures += _measure(name, Path(folder) / name, quick=options.quick)
    _say(report.table(), sys.stdout)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(report.document(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _measure(name: str, home: Path, *, quick: bool) -> list[Figure]:
    if name == "cost":
        return cost.measure(quick=quick)
    if name == "backends":
        return backends.measure(quick=quick)
    if name == "server":
        return full.measure(home, quick=quick)
    if name == "desk":
        return desk.measure(home, quick=quick)
    if name == "tags":
        return tags.measure(quick=quick)
    with stage(home) as place:
        measures = {
            "start": start.measure,
            "bundle": shipped.measure,
            "idle": idle.measure,
            "hint": change.measure_hint,
            "poll": change.measure_poll,
            "flip": flip.measure,
            "touch": touch.measure,
        }
        return measures[name](place, quick=quick)


def _machine() -> str:
    load = os.getloadavg()[0]
    day = datetime.now(UTC).date().isoformat()
    renderer = "Qt's software renderer on Xvfb, 1280 × 800"
    return f"{day}, {os.cpu_count()} cores ({platform.machine()}), {renderer}, load at the start {load:.1f}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, shorter watching: to see that it works")
    parser.add_argument("--only", action="append", choices=NAMES, help="only this; may be repeated")
    parser.add_argument("--output", type=Path, default=OUTPUT, metavar="F.json", help="where the values go")
    return parser.parse_args()


def _say(text: str, stream: TextIO) -> None:
    stream.write(text + "\n")
    stream.flush()


if __name__ == "__main__":
    main()
