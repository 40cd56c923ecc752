"""The numbers that a building chooses about its doors."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """How long before a meeting a door says so, when check-in opens, and when data are too old.

    `check_in_closes` is how long after its start a booking may still be checked in, used only where the backend
    gives no deadline; None leaves the deadline unknown.
    """

    soon: timedelta = timedelta(minutes=10)
    check_in_opens: timedelta = timedelta(minutes=10)
    check_in_closes: timedelta | None = None
    stale_after: timedelta = timedelta(seconds=90)
    unknown_after: timedelta = timedelta(seconds=900)
