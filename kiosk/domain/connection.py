"""How the talk with the backend goes, as a door may say it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Trouble(StrEnum):
    """Why there was no usable answer. Each has a sentence in the catalogue (`trouble.<value>`)."""

    UNREACHABLE = "unreachable"
    TLS = "tls"
    TIMED_OUT = "timed_out"
    SERVER_ERROR = "server_error"
    THROTTLED = "throttled"
    GARBLED = "garbled"
    LOGIN_PAGE = "login_page"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Connection:
    """`last_contact` is the last usable answer (None: never); `trouble` is None while all is well or not yet known."""

    last_contact: datetime | None = None
    trouble: Trouble | None = None
