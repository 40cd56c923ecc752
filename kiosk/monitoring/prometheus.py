"""The text format of Prometheus, of which screens and tags write each their own. Knows nothing that is measured."""

from collections.abc import Iterable
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


def escaped(text: str) -> str:
    """A label's value as it is written between quotation marks."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    return "{" + ",".join(f'{name}="{escaped(text)}"' for name, text in labels) + "}" if labels else ""
