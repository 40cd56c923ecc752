"""Names of visitors, compared and sorted: case and accents, order, and what was left out are forgiven."""

import unicodedata

_NOT_ON_THE_KEYS = 0x250
"""From here on letters are not Latin, and the screen's own keys do not type them."""
_LONGEST = 1000
_DROPPED = str.maketrans({"'": None, "\u2019": None, "\u02bc": None, "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def goes_by(name: str | None, typed: str) -> bool:
    """Whether somebody of this name may have typed that; one without a name that keys can type goes by any."""
    words, wanted = _words(name or ""), _words(typed)
    return not words or (_latin(wanted) and not _latin(words)) or is_called(name, typed)


def is_called(name: str | None, typed: str) -> bool:
    """Whether each word that was typed, of which there is one at least, begins another word of the name."""
    words, wanted = _words(name or ""), _words(typed)
    spelt_out = _words(unicodedata.normalize("NFC", name or "").casefold().translate(_SPELT_OUT))
    return bool(wanted) and any(_begin(wanted, one) or _runs_on(wanted, one) for one in (words, spelt_out))


def in_order(name: str | None) -> tuple[bool, str]:
    """What names are sorted by: without case and accents; who has none comes last."""
    words = " ".join(_words(name or ""))
    return not words, words


def _begin(wanted: list[str], words: list[str]) -> bool:
    left = list(words)
    for word in sorted(wanted, key=len, reverse=True):
        match = next((one for one in left if one.startswith(word)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _runs_on(wanted: list[str], words: list[str]) -> bool:
    """The same letters, parted elsewhere: many scripts part no words."""
    return "".join(words) == "".join(wanted)


def _words(text: str) -> list[str]:
    """The words in small letters, without accents and without anything between them."""
    folded = text[:_LONGEST].casefold().translate(_DROPPED)
    plain = (one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in plain).split()


def _latin(words: list[str]) -> bool:
    """Whether any letter can be typed on the screen's own keys."""
    return any(one.isalpha() and ord(one) < _NOT_ON_THE_KEYS for word in words for one in word)
