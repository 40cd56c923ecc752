"""How the values of options are read, and what is said of those that are none."""

import argparse
from datetime import datetime

from kiosk.config.check import check_listen

LEAST, MOST, LAST_PORT = 64, 16384, 65535
MOST_SEATS = 100_000
FIRST_YEAR, LAST_YEAR = 1971, 2999


def instant(text: str) -> datetime:
    """An ISO 8601 date and time; one without an offset is later read in the rooms' time zone.

    The years are those around which a calendar can be laid, with days before and after.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a date and time such as 2026-03-29T14:00 or 2026-03-29T14:00+02:00"
        raise argparse.ArgumentTypeError(message) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        message = f"{text!r} is not in the years {FIRST_YEAR} to {LAST_YEAR}"
        raise argparse.ArgumentTypeError(message)
    return found


def language(text: str) -> str:
    """A tag that has words of its own here, or a shorter one that has; `qps-long` and `qps-rtl` try layouts."""
    from kiosk.i18n import DEFAULT, PSEUDO_LONG, PSEUDO_RTL, languages, resolve  # noqa: PLC0415 - few name one

    known = resolve(text) != DEFAULT or text.lower().startswith(DEFAULT) or text in (PSEUDO_LONG, PSEUDO_RTL)
    if not known:
        message = f"{text!r} is no language of this program; languages are {', '.join(languages())}"
        raise argparse.ArgumentTypeError(message)
    return text


def size(text: str) -> tuple[int, int]:
    """Width and height in pixels, from 64 to 16384 each."""
    width, cross, height = text.lower().partition("x")
    if not (
        cross
        and width.isdecimal()
        and height.isdecimal()
        and all(LEAST <= int(side) <= MOST for side in (width, height))
    ):
        message = f"{text!r} is not a size such as 1280x800"
        raise argparse.ArgumentTypeError(message)
    return int(width), int(height)


def port(text: str) -> int:
    """A TCP port; 0 stands for any free one."""
    if not text.isdecimal() or int(text) > LAST_PORT:
        message = f"{text!r} is not a port from 0 to 65535"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def seats(text: str) -> int:
    """A number of people, from 1 to 100000."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_SEATS)) and 1 <= int(text) <= MOST_SEATS):
        message = f"{text!r} is not a number of people from 1 to {MOST_SEATS}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def zone(text: str) -> str:
    """The IANA key of a time zone."""
    from kiosk.domain.zones import zone_named  # noqa: PLC0415 - few name one

    try:
        return zone_named(text).key
    except ValueError:
        message = f"{text!r} is not a time zone such as Europe/Berlin"
        raise argparse.ArgumentTypeError(message) from None


def pair(text: str) -> tuple[str, str]:
    """A name and its value."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        message = f"{text!r} is not like NAME=VALUE"
        raise argparse.ArgumentTypeError(message)
    return name, value


def listened_at(text: str) -> str:
    """An address to listen on, as HOST:PORT."""
    try:
        check_listen(text)
    except ValueError as expected:
        message = f"{text!r} is not {expected}"
        raise argparse.ArgumentTypeError(message) from None
    return text
