"""Which way each character of a line runs, and in which order its pieces stand (after UAX #9, without embeddings)."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol, TypeVar

_RIGHT, _NUMBERS, _MARK = frozenset({"R", "AL"}), frozenset({"EN", "AN"}), "NSM"


class Levelled(Protocol):
    """A piece of a line; an odd level runs from right to left."""

    @property
    def level(self) -> int: ...  # noqa: D102 - as the class says


T = TypeVar("T", bound=Levelled)


def right_to_left(text: str) -> bool:
    """Whether the first character with a direction of its own runs from right to left."""
    found = (unicodedata.bidirectional(one) for one in text)
    return next((kind in _RIGHT for kind in found if kind == "L" or kind in _RIGHT), False)


def levels(text: str, *, base_right: bool) -> list[int]:
    """The level of each character."""
    kinds = _resolved(text, base="R" if base_right else "L")
    table = {"L": 2 if base_right else 0, "R": 1, "N": 2}
    return [table[kind] for kind in kinds]


def ordered(pieces: Sequence[T]) -> list[T]:
    """The pieces as they stand from left to right."""
    line = list(pieces)
    highest = max((one.level for one in line), default=0)
    for level in range(highest, 0, -1):
        again = list[T]()
        for high, group in groupby(line, key=lambda one, least=level: one.level >= least):  # type: ignore[misc]
            same = list(group)
            again += reversed(same) if high else same
        line = again
    return line


def _resolved(text: str, base: str) -> list[str]:
    """L, R, or N for a number among what runs from right to left; what is neutral goes with its neighbours."""
    kinds, strong = list[str](), base
    for one in text:
        kind = unicodedata.bidirectional(one)
        if kind == "L" or kind in _RIGHT:
            strong = "L" if kind == "L" else "R"
            kinds.append(strong)
        elif kind in _NUMBERS:
            kinds.append("L" if strong == "L" else "N")
        else:
            kinds.append(kinds[-1] if kind == _MARK and kinds else "")
    return _neutrals(kinds, base)


def _neutrals(kinds: list[str], base: str) -> list[str]:
    start = 0
    for kind, group in groupby(list(kinds)):
        end = start + len(list(group))
        if not kind:
            before = kinds[start - 1] if start else base
            after = kinds[end] if end < len(kinds) else base
            sides = {"R" if side == "N" else side for side in (before, after)}
            kinds[start:end] = [sides.pop() if len(sides) == 1 else base] * (end - start)
        start = end
    return kinds
