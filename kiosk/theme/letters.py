"""Whether a font file has the letters that a language needs. Knows neither Qt nor a screen."""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.i18n import resolve
from kiosk.resources import assets
from kiosk.sfnt import KINDS, Range, family, ranges
from kiosk.theme.trouble import Trouble

LARGEST_FILE = 24 << 20
_ALWAYS = "0123456789:.,-()" + "abcdefghijklmnopqrstuvwxyz"
_LAST_LATIN = 0x24F
_TOLD, _AFTER_ALL = 12, 1 << 32


@dataclass(frozen=True, slots=True)
class Font:
    """A font file: its family's name, and the code points that it draws."""

    file: Path
    family: str
    ranges: Sequence[Range]

    def has(self, letter: str) -> bool:
        """Whether it draws this one."""
        place = bisect_right(self.ranges, (ord(letter), _AFTER_ALL)) - 1
        return place >= 0 and ord(letter) <= self.ranges[place][1]


def opened(file: Path) -> Font:
    """The font. Raises OSError where it cannot be read, ValueError with what is wrong where it is none."""
    if file.stat().st_size > LARGEST_FILE:
        message = f"is larger than {LARGEST_FILE >> 20} MB"
        raise ValueError(message)
    raw = file.read_bytes()
    if not raw.startswith(KINDS):
        raise ValueError("is no font")
    try:
        font = Font(file, family(raw), ranges(raw))
    except (struct.error, UnicodeDecodeError):
        raise ValueError("is damaged") from None
    if not font.family or not font.ranges:
        raise ValueError("has no name, or no letters")
    return font


def lacking(font: Font, key: str, language: str, letters: frozenset[str]) -> Iterator[Trouble]:
    """The letters of a language that the font has not; of another script than Latin, ours stand in for them."""
    missing = sorted(one for one in letters if not font.has(one))
    latin = [one for one in missing if ord(one) <= _LAST_LATIN]
    if latin:
        found = f"{font.file.name} lacks {_told(latin)}"
        yield Trouble("fonts", f"[fonts] {key}", found, f"expected a font with every letter of {language}")
    elif missing:
        found = f"{font.file.name} lacks {_told(missing)}"
        yield Trouble("fonts", f"[fonts] {key}", found, "the program's own letters stand in", bad=False)


def letters_of(language: str) -> frozenset[str]:
    """Every letter and digit of what the screens say in a language, and those of any name and time."""
    tag = resolve(language)
    texts = (path.read_text(encoding="utf-8") for path in (assets() / "locale").rglob(f"{tag}.toml"))
    said = (line for text in texts for line in text.splitlines() if not line.startswith(('"language.', "#")))
    found = {one for line in said for one in line if one.isalnum()} | set(_ALWAYS)
    return frozenset(found | {one.upper() for one in found if len(one.upper()) == 1})


def _told(letters: Sequence[str]) -> str:
    more = f" and {len(letters) - _TOLD} more" if len(letters) > _TOLD else ""
    return " ".join(letters[:_TOLD]) + more
