"""What a line or a message of a motion sensor says."""

import json

_YES, _NO = frozenset({"1", "true", "on"}), frozenset({"0", "false", "off"})
_KEYS = ("motion", "hasMotion", "occupancy", "presence")
LONGEST = 4096


def motion_in(text: bytes) -> bool | None:
    """1, 0, true, false, on, off, or an object with `motion` (or occupancy, …); None for whatever says neither."""
    word = text[:LONGEST].decode("utf-8", "replace").strip()
    if word.lower() in _YES | _NO:
        return word.lower() in _YES
    try:
        value = json.loads(word)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return next((value[key] for key in _KEYS if isinstance(value.get(key), bool)), None)
