"""What `kiosk doctor` says of this machine's clock. Knows no server."""

from kiosk.checks.check import Check
from kiosk.clock import Clock


def time_kept(clock: Clock) -> Check:
    """Whether the clock is right after a power cut, so that what is remembered can be shown before the first answer."""
    if clock.kept():
        return Check("time", "good", "this machine's clock has a battery, or is synchronised")
    says = "clock not set: it has no battery that it agrees with, and is not synchronised"
    hint = "Set up time synchronisation. After a power cut, doors are unknown until the server answers."
    return Check("time", "doubtful", says, hint)
