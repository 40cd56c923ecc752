"""What the house has decided about check-in. Knows no booking."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The rules that the server itself keeps.

    `auto_check_in`: motion in a room checks its running booking in. `release_after_minutes`: a booking that must be
    checked in and is not, so many minutes after its start and without motion, is released; None releases nothing.
    `keep_visits_days`: a visit is forgotten so many days after it ended; None keeps it.
    """

    auto_check_in: bool = False
    release_after_minutes: int | None = None
    keep_visits_days: int | None = None

    def __post_init__(self) -> None:
        """A deadline at or before the start would release every booking."""
        if self.release_after_minutes is not None and self.release_after_minutes < 1:
            raise ValueError("release_after_minutes must be at least 1")


NO_RULES: Final = HouseRules()
