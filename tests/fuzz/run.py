"""Feeds parsers with inputs, each target its share, and makes what it finds small."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.fuzz.mutator import Mutator
from tests.fuzz.target import Fault, Target, tried

_SMALLEST_PIECE = 1
_MOST_TRIES = 2000


@dataclass
class Found:
    """How many inputs each target took, and one fault, made small, of each kind."""

    fed: dict[str, int] = field(default_factory=dict)
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All inputs."""
        return sum(self.fed.values())


def run(
    targets: Iterable[Target], count: int, seed: str, on_target: Callable[[Target, int], None] | None = None
) -> Found:
    """Feed `count` inputs in all, at least; the same for the same seed."""
    targets = list(targets)
    weights = sum(target.weight for target in targets)
    found = Found()
    for target in targets:
        share = -(-count * target.weight // weights)
        feed(target, share, seed, found)
        if on_target is not None:
            on_target(target, share)
    return found


def feed(target: Target, count: int, seed: str, found: Found) -> None:
    """Feed one target; faults are added to what was found."""
    mutator = Mutator(target.seeds, f"{seed}/{target.name}")
    for _ in range(count):
        fault = tried(target, mutator.next())
        if fault is not None and (target.name, fault.kind) not in found.faults:
            found.faults[target.name, fault.kind] = shrunk(target, fault)
    found.fed[target.name] = found.fed.get(target.name, 0) + count


def shrunk(target: Target, fault: Fault) -> Fault:
    """The same kind of fault from less input: pieces are left out while it stays."""
    piece, tries = len(fault.given) // 2, 0
    while piece >= _SMALLEST_PIECE and tries < _MOST_TRIES:
        start, before = 0, len(fault.given)
        while start < len(fault.given) and tries < _MOST_TRIES:
            tries += 1
            less = tried(target, fault.given[:start] + fault.given[start + piece :])
            if less is not None and less.kind == fault.kind:
                fault = less
            else:
                start += piece
        if len(fault.given) == before:
            piece //= 2
    return fault
