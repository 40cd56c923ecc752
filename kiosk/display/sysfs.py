"""A screen's light as Linux shows it under /sys/class/backlight."""

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.display.backlight import BacklightFailed

PLACE = Path("/sys/class/backlight")
UDEV_RULE = (
    'ACTION=="add", SUBSYSTEM=="backlight", '
    'RUN+="/bin/chgrp video $sys$devpath/brightness", RUN+="/bin/chmod g+w $sys$devpath/brightness"'
)
# As the kernel's documentation of `type` has it: the firmware's way goes before the platform's and the bare one.
_RANKS = ("firmware", "platform", "raw")


@dataclass(frozen=True, slots=True)
class SysfsBacklight:
    """One entry; `greatest` is its brightest raw value."""

    folder: Path
    greatest: int

    @property
    def name(self) -> str:
        """What the kernel calls it."""
        return self.folder.name

    @property
    def allowed(self) -> bool:
        """Whether this program may set it."""
        return os.access(self.folder / "brightness", os.W_OK)

    async def shine(self, share: float) -> None:
        """Set it; whatever is not 0 is at least the least that shines. Raises BacklightFailed."""
        raw = max(1, round(share * self.greatest)) if share > 0 else 0
        try:
            (self.folder / "brightness").write_text(f"{raw}\n", encoding="ascii")
        except OSError as problem:
            message = f"the backlight {self.name} cannot be set ({problem.strerror})"
            raise BacklightFailed(message) from None


def found_backlight(place: Path = PLACE) -> SysfsBacklight | None:
    """The best of those that there are, one that may be set before one that may not; None where there is none."""
    try:
        folders = sorted(place.iterdir())
    except OSError:
        return None
    entries = [one for folder in folders if (one := _entry(folder)) is not None]
    return min(entries, key=lambda one: (not one.allowed, _rank(one.folder)), default=None)


def _entry(folder: Path) -> SysfsBacklight | None:
    text = _read(folder / "max_brightness")
    return SysfsBacklight(folder, int(text)) if text.isascii() and text.isdecimal() and int(text) > 0 else None


def _rank(folder: Path) -> int:
    kind = _read(folder / "type")
    return _RANKS.index(kind) if kind in _RANKS else len(_RANKS)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        return ""
