"""The ways in which acting ends badly that every backend has in common, in the same words. Knows no backend."""

from datetime import UTC, datetime

from kiosk.backends.errors import Conflict, NotFound, Rejected


def taken(code: str = "") -> Conflict:
    """Another booking is in the way; whose it is, and what it is about, is not said."""
    return Conflict("Another booking has this time already.", "Choose another time or another room.", code=code)


def gone() -> NotFound:
    """The booking was there when it was looked at."""
    return NotFound("This booking is not there any more.", "Look at the room again.")


def whole_seconds(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Both in UTC without fractions; raises `Rejected` where nothing lies between them."""
    first, last = (one.astimezone(UTC).replace(microsecond=0) for one in (start, end))
    if last <= first:
        raise Rejected("The booking would end before it begins.", "Choose a later end.")
    return first, last


def later_end(held_end: datetime, end: datetime) -> tuple[datetime, datetime]:
    """What an extension adds; raises `Rejected` where that is nothing."""
    if end <= held_end:
        raise Rejected("The booking lasts that long already.", "Choose a later end.")
    return whole_seconds(held_end, end)
