"""The numbers that this server answers with, by the names that its filters take. A client learns them at run time."""

from typing import Final

BOOKED: Final = 0
USING: Final = 1
WAITING: Final = 2
CANCELLED: Final = 3
DECLINED: Final = 4
NO_SHOW: Final = 5
CHECKED_OUT: Final = 6

BOOKING_STATES: Final[dict[str, int]] = {
    "booked": BOOKED,
    "using": USING,
    "waitingCheckIn": WAITING,
    "cancelled": CANCELLED,
    "declined": DECLINED,
    "noShow": NO_SHOW,
    "checkedOut": CHECKED_OUT,
}
RESOURCE_TYPES: Final[dict[str, int]] = {"room": 0, "desk": 1, "equipment": 2}
KEY_TYPES: Final[dict[str, int]] = {"oneTime": 0, "static": 1, "daily": 2}
BADGE_INITIAL: Final = 0
BADGE_NO_SHOW: Final = 1
BADGE_VISITED: Final = 2
BADGE_VISITING: Final = 3
BADGE_STATES: Final[dict[str, int]] = {
    "initial": BADGE_INITIAL,
    "noShow": BADGE_NO_SHOW,
    "visited": BADGE_VISITED,
    "visiting": BADGE_VISITING,
}
SERVICE_TYPES: Final[dict[str, int]] = {"betweenBooking": 0, "afterBooking": 1}
CONTROLLER_TYPES: Final[dict[str, int]] = {"qbicGateway": 0, "MinewServer": 1}
OCCUPANCY_SENSOR: Final = 0
ENVIRONMENT_SENSOR: Final = 1
STATUSES: Final[dict[str, int]] = {"available": 0, "occupied": 1, "waiting": 2, "preparing": 3, "shut": 4, "unknown": 5}
COLOURS: Final[dict[str, int]] = {"green": 0, "amber": 1, "red": 2, "grey": 3}


def name_of(table: dict[str, int], number: int) -> str:
    """The name of a number that this server itself has written."""
    return next(name for name, value in table.items() if value == number)
