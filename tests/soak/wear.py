"""What a program's samples say of its wear: whether its memory, tasks, threads and open files grow with time."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from statistics import fmean, median
from typing import Any

COUNTED = ("tasks", "threads", "files")
MOST_MORE = 4
HOUR, MINUTE = 3600.0, 60.0
WARM, LEAST = 0.25 * HOUR, 0.5 * HOUR
"""Fonts, sheets and caches are met for the first time; and QML collects its garbage every quarter of an hour."""


def own_memory() -> float:
    """What this process alone has in memory, without files, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) * 1024 / 1e6


def slope(samples: Sequence[dict[str, Any]], every: float) -> float | None:
    """MB an hour of real time, of samples that are `every` seconds apart; None where they are too few to tell.

    The median of the slopes between any two minutes (Theil and Sen), of the last two thirds and not of the warm-up:
    neither a peak that passes nor when garbage was last collected is a trend; steps that go on are.
    """
    minute = round(MINUTE / every)
    memory = [float(one["memory"]) for one in samples[max(len(samples) // 3, round(WARM / every)) :]]
    if len(memory) * every < LEAST:
        return None
    minutes = [median(memory[at : at + minute]) for at in range(0, len(memory) - minute + 1, minute)]
    pairs = combinations(enumerate(minutes), 2)
    return median((later - earlier) / (end - begin) for (begin, earlier), (end, later) in pairs) * HOUR / MINUTE


def growth(samples: Sequence[dict[str, Any]]) -> float:
    """MB from the middle third to the last."""
    third = len(samples) // 3
    memory = [float(one["memory"]) for one in samples]
    return fmean(memory[-third:]) - fmean(memory[third:-third])


def more(samples: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What there is distinctly more of in the last third than in the middle one."""
    third = len(samples) // 3
    for name in COUNTED:
        before, after = (median(one[name] for one in part) for part in (samples[third:-third], samples[-third:]))
        if after > before + MOST_MORE:
            yield f"{name}: {before:g} became {after:g}"
