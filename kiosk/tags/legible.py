"""Makes a text drawable: what no bundled font has is written in Latin letters, so that no sign ever shows a box."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from kiosk.badge.coverage import covered
from kiosk.resources import assets

_DIGRAPHS = ("CH", "SH", "KH", "ZH", "TS", "DZ", "GH", "PH")
_ALPHABETS = frozenset({"GEORGIAN", "ARMENIAN", "COPTIC", "GOTHIC", "GLAGOLITIC"})
_KEPT = frozenset("\u200c\u200d\ufe0e\ufe0f")
_UNSEEN = frozenset({"Cf", "Cc", "Cn", "Co"})


@lru_cache(maxsize=4096)
def legible(text: str, instead: str = "") -> tuple[str, bool]:
    """The text as it can be drawn, and whether all of it could be; `instead` where nothing readable is left."""
    shown = "".join(one for one in text if one in _KEPT or unicodedata.category(one) not in _UNSEEN)
    if shown.isascii() or all(drawable(one) for one in shown):
        return shown, True
    written = "".join(one if drawable(one) else _latin(one) for one in unicodedata.normalize("NFC", shown))
    written = " ".join(_joined(written).split())
    readable = any(one.isalnum() for one in written)
    return (written if readable else instead or "\u2013"), False


@lru_cache(maxsize=8192)
def drawable(character: str) -> bool:
    """Whether a bundled font has the character."""
    code = ord(character)
    return character in _KEPT or any(code in covered(path) for path in _fonts())


@cache
def _fonts() -> tuple[Path, ...]:
    """The bundled fonts, the smallest first: most texts need no other."""
    return tuple(sorted((assets() / "fonts").glob("*.?tf"), key=lambda path: (path.stat().st_size, path.name)))


def _latin(character: str) -> str:
    """Latin letters for one character, by its decomposition or by its Unicode name; empty where that tells nothing.

    What can be told only by its name is put in lower case, a vowel's sign after a backspace: it takes the vowel of
    the syllable before it away.
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one))
    if plain and plain != character and all(drawable(one) for one in plain):
        return plain
    script, _, name = unicodedata.name(character, "").partition(" ")
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if "VIRAMA" in name or "SIGN" in name:
        vowel = name.rpartition(" ")[2] if "VOWEL SIGN" in name else ""
        return "\b" + vowel.lower()
    for kind in ("LETTER ", "SYLLABLE "):
        if kind in name:
            sound = name.partition(kind)[2].rpartition(" ")[2]
            return _first_sound(sound).lower() if script in _ALPHABETS else sound.lower()
    return ""


def _first_sound(name: str) -> str:
    return name[:2] if name.startswith(_DIGRAPHS) else name[:1]


def _joined(text: str) -> str:
    out: list[str] = []
    for one in text:
        if one == "\b":
            if out and out[-1] == "a":
                out.pop()
        else:
            out.append(one)
    return "".join(out)
