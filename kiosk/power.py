"""What the machine runs on, as Linux tells it (sysfs-class-power). Elsewhere nothing is known."""

from dataclasses import dataclass
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")


@dataclass(frozen=True, slots=True)
class Power:
    """`batteries` are the machine's own, each with how full it is, 0 to 1; `plugged` is None where nobody tells."""

    batteries: tuple[tuple[str, float], ...] = ()
    plugged: bool | None = None


def read_power(supplies: Path = SUPPLIES) -> Power:
    """How it is now. What cannot be read is left out; batteries of a mouse or a pen (scope *Device*) are too."""
    try:
        found = sorted(supplies.iterdir())
    except OSError:
        return Power()
    own = [one for one in found if _text(one / "scope") != "Device"]
    levels = [(one.name, _number(one / "capacity")) for one in own if _text(one / "type") == "Battery"]
    outside = [_number(one / "online") for one in own if _text(one / "type") not in {"Battery", ""}]
    told = [one for one in outside if one is not None]
    batteries = tuple((name, min(level, 100) / 100) for name, level in levels if level is not None)
    return Power(batteries, any(told) if told else None)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _number(path: Path) -> int | None:
    text = _text(path)
    return int(text) if text.isascii() and text.isdecimal() else None
