"""What the numbers of booking states mean, as far as it has been learned; an unknown one is busy, never free."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never


class BookingKind(StrEnum):
    """What a booking's state says about its room."""

    BOOKED = "booked"
    WAITING = "waiting"
    USING = "using"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


DOCUMENTED = {
    "waitingCheckIn": BookingKind.WAITING,
    "using": BookingKind.USING,
    "booked": BookingKind.BOOKED,
}
TRIALS = {
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "declined": "declined",
    "rejected": "rejected",
    "noShow": "noShow",
}
"""Names that a server may know although no page documents them, each with the meaning that it shares with others."""
NAMES = (*DOCUMENTED, *TRIALS)
_KINDS = {name.lower(): DOCUMENTED.get(name, BookingKind.HIDDEN) for name in NAMES}

State = int | str | None


@dataclass(frozen=True, slots=True)
class LearnedStates:
    """Pairs of a state's name and its number, as one server uses them."""

    pairs: Mapping[str, int] = field(default_factory=dict)
    _kinds: dict[int, BookingKind] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Every number has one meaning: that of the first name that has it."""
        for name in reversed(NAMES):
            if name in self.pairs:
                self._kinds[self.pairs[name]] = _KINDS[name.lower()]

    def kind_of(self, state: State) -> BookingKind:
        """What a state means that came as a number, as a number in a text, or as a name."""
        number = number_of(state)
        match state:
            case _ if number is not None:
                return self._kinds.get(number, BookingKind.UNKNOWN)
            case str():
                return _KINDS.get(state.strip().lower(), BookingKind.UNKNOWN)
            case int() | None:
                return BookingKind.UNKNOWN
            case _:
                assert_never(state)


def number_of(state: object) -> int | None:
    """The number of a state that came as one, or as one in a text; None for a name and for anything else."""
    if type(state) is int:
        return state
    if isinstance(state, str) and state.strip().lstrip("-").isascii() and state.strip().lstrip("-").isdecimal():
        return int(state) if len(state) < 20 else None  # noqa: PLR2004 - no number of a state is that long
    return state if isinstance(state, int) and not isinstance(state, bool) else None
