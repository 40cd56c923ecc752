"""The text format of Prometheus, of which screens and tags write each their own. Knows nothing that is measured."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Sample(NamedTuple):
    """One value, and the labels that tell it from others of its family."""

    value: float
    labels: tuple[tuple[str, str], ...] = ()


def family(name: str, kind: Literal["gauge", "counter"], about: str, samples: Iterable[Sample]) -> str:
    """All lines of one family; `about` is one sentence."""
    lines = "".join(f"{name}{_labels(one.labels)} {one.value:.15g}\n" for one in samples)
    return f"# HELP {name} {about}\n# TYPE {name} {kind}\n{lines}"


def histogram(name: str, about: str, bounds: Sequence[float], counts: Sequence[int], total: float) -> str:
    """A family of how often a value fell up to each bound and not up to the one before; `total` sums the values.

    `counts` has one number more than `bounds`: what lies beyond the last.
    """
    ends = (*(f"{bound:.15g}" for bound in bounds), "+Inf")
    below = tuple(accumulate(counts))
    lines = "".join(f'{name}_bucket{{le="{end}"}} {count}\n' for end, count in zip(ends, below, strict=True))
    tail = f"{name}_sum {total:.15g}\n{name}_count {below[-1]}\n"
    return f"# HELP {name} {about}\n# TYPE {name} histogram\n{lines}{tail}"


def escaped(text: str) -> str:
    """A label's value as it is written between quotation marks."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    return "{" + ",".join(f'{name}="{escaped(text)}"' for name, text in labels) + "}" if labels else ""
