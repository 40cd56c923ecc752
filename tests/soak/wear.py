"""What a program's samples say of its wear: whether its memory, tasks, threads and open files grow with time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean, linear_regression, median
from typing import Any

COUNTED = ("tasks", "threads", "files")
MOST_MORE = 4
HOUR = 3600.0


def own_memory() -> float:
    """What this process alone has in memory, without files, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) * 1024 / 1e6


def slope(samples: Sequence[dict[str, Any]], every: float) -> float:
    """MB an hour of real time, by the line through the last two thirds of samples that are `every` seconds apart."""
    memory = [float(one["memory"]) for one in samples[len(samples) // 3 :]]
    return linear_regression([number * every / HOUR for number in range(len(memory))], memory).slope


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
