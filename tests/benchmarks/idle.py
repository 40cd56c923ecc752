"""What a panel costs while nothing changes: processor time, and frames by Qt's own count. Polling goes on."""

import time
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import cpu_seconds
from tests.benchmarks.stage import Stage
from tests.benchmarks.subjects import OCCUPIED, Running
from tests.benchmarks.watching import until

SETTLING = 10.0
RULES = "qt.text.font.db=false;qt.scenegraph.time.renderloop.debug=true"
FRAME = "Frame rendered"


def measure(stage: Stage, *, quick: bool) -> list[Figure]:
    """Watch the panel and the browser beside each other, each on its own screen, for two minutes."""
    seconds = 20.0 if quick else 120.0
    booking = stage.building.occupy()
    with ExitStack() as stack:
        panel = stage.panel("idle")
        running = {"panel": stack.enter_context(panel.run(QT_LOGGING_RULES=RULES))}
        until(stage.screen, OCCUPIED)
        browser = stack.enter_context(stage.browser())
        if browser is not None:
            running["browser"] = stack.enter_context(browser.run())
            until(stage.other, OCCUPIED)
        time.sleep(SETTLING)
        share, frames = _watch(running, seconds)
    stage.building.cancel(booking)
    rival = (share["browser"],) if "browser" in share else ()
    note = f"over {seconds:.0f} s, a poll every 15 s"
    return [
        Figure("idle, processor", "% of a core", (share["panel"],), 0.2, rival, stage.missing, note),
        Figure("idle, frames drawn", "a minute", (frames * 60 / seconds,), 2, note=f"{frames} in {seconds:.0f} s"),
    ]


def _watch(running: dict[str, Running], seconds: float) -> tuple[dict[str, float], int]:
    """The share of a core that each takes, in per cent, and the frames that the panel draws."""
    drawn = _frames(running["panel"].home)
    if drawn == 0:
        message = "Qt does not log the frames that it draws: they cannot be counted"
        raise RuntimeError(message)
    used = {name: cpu_seconds(one.pid) for name, one in running.items()}
    began = time.monotonic()
    time.sleep(seconds)
    passed = time.monotonic() - began
    share = {name: (cpu_seconds(one.pid) - used[name]) / passed * 100 for name, one in running.items()}
    return share, _frames(running["panel"].home) - drawn


def _frames(home: Path) -> int:
    return (home / "output.txt").read_text().count(FRAME)
