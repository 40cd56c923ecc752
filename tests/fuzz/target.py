"""One parser as the fuzzer sees it, and what becomes of an input."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """`feed` parses an input and either returns or raises one of `refusals`: nothing else may come out of it.

    `seeds` are inputs that are good; what is fed is made out of them. `weight` is its share of a run's inputs.
    """

    name: str
    feed: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    refusals: tuple[type[Exception], ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """An input that a parser did not stand, and what came out of it."""

    target: str
    given: bytes
    error: Exception

    @property
    def kind(self) -> str:
        """Alike for what has the same cause, as far as that can be told: the error and where it arose."""
        trace = self.error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        return f"{type(self.error).__name__} at {where}"


def tried(target: Target, given: bytes) -> Fault | None:
    """Feed it; a fault where anything but a refusal comes out."""
    try:
        target.feed(given)
    except target.refusals:
        return None
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return Fault(target.name, given, error)
    return None


def accepts(target: Target, given: bytes) -> bool:
    """Whether it is read without a refusal; a fault is raised."""
    try:
        target.feed(given)
    except target.refusals:
        return False
    return True
