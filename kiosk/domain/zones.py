"""Time zones by their IANA keys, as servers, files and people write them. Pure."""

import re
from zoneinfo import ZoneInfo

_KEY = re.compile(r"[A-Za-z0-9_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}")


def zone_named(key: str) -> ZoneInfo:
    """The zone of this key. Raises ValueError for every text that names none, whatever it is."""
    try:
        if _KEY.fullmatch(key):
            return ZoneInfo(key)
    except (LookupError, OSError):
        pass
    raise ValueError("no time zone")
