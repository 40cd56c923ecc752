"""A set-up as a text that fits a QR code: read from what was scanned, written without any secret. Knows no camera."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from kiosk.domain.zones import zone_named
from kiosk.setup.draft import KINDS, Draft, is_theme

PREFIX = "room-kiosk:setup?"
_LONGEST = 2000
_NAMES = ("kind", "url", "username", "room", "language", "theme", "time_zone")


def looks_like_code(text: str) -> bool:
    """Whether a scanned text wants to be a set-up, rather than an address or a token."""
    return text.strip().startswith((PREFIX, "{"))


def read_code(text: str) -> Draft | None:
    """The set-up of a scanned text: `room-kiosk:setup?url=…&room=…` or a JSON object with the same names.

    `address` stands for `url`, and `token` or `password` may be there. What is not known is left out; None where
    nothing is left, and for a system that does not exist.
    """
    text = text.strip()
    if len(text) > _LONGEST or not text.isprintable() or not looks_like_code(text):
        return None
    values = _values(text)
    kind = next((one for one in KINDS if one == values.get("kind")), None)
    if kind is None and values.get("kind"):
        return None
    draft = Draft(
        kind=kind,
        url=values.get("url") or values.get("address", ""),
        username=values.get("username", ""),
        secret=values.get("token") or values.get("password", ""),
        room=values.get("room", ""),
        language=values.get("language", ""),
        theme=theme if is_theme(theme := values.get("theme", "")) else "",
        time_zone=zone if _is_zone(zone := values.get("time_zone", "")) else "",
    )
    return draft if draft != Draft() else None


def code_text(draft: Draft) -> str:
    """The text of a set-up's code; its secret is not in it, nor a look that another panel has no file of."""
    values = {name: str(getattr(draft, name) or "") for name in _NAMES if name != "theme" or is_theme(draft.theme)}
    return PREFIX + urlencode({name: value for name, value in values.items() if value}, safe=":/")


def _values(text: str) -> Mapping[str, str]:
    if not text.startswith("{"):
        return _readable(dict(parse_qsl(text.removeprefix(PREFIX))))
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return _readable({name: str(value).strip() for name, value in table.items() if isinstance(value, str | int)})


def _readable(values: Mapping[str, str]) -> Mapping[str, str]:
    """What can be written: no half characters, and none that nobody sees."""
    return {name: value for name, value in values.items() if value.isprintable()}


def _is_zone(key: str) -> bool:
    try:
        return bool(key) and bool(zone_named(key))
    except ValueError:
        return False
