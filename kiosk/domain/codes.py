"""Makes out the code in what was typed or scanned. Opens no address, and never fails however odd the text is."""

import re
from dataclasses import dataclass

LONGEST_SCAN = 2048
LONGEST_CODE = 64
_CODE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{1,{LONGEST_CODE - 1}}}")
_SHORTEST, _LONGEST_REGISTRATION = 4, 12
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?")
_PARTING = re.compile(r"[\s.\-–—·]+")
_NAMES = ("code", "registrationcode", "uid", "badge", "c")
_LIKE_LETTERS = str.maketrans({"0": "O", "1": "I"})


@dataclass(frozen=True, slots=True)
class Code:
    """What is looked for: `spellings` are asked for, all of them, the likeliest first. Never logged."""

    spellings: tuple[str, ...]

    @property
    def text(self) -> str:
        """The likeliest spelling."""
        return self.spellings[0]


def code_in(text: str) -> Code | None:
    """The code, or the badge's uid, that a typed or scanned text holds; None where it can hold none.

    Lower case, spaces between letters, and a 0 or 1 among letters are forgiven. Of a web address only the end of the
    path and the query are read.
    """
    if len(text) > LONGEST_SCAN:
        return None
    text = text.strip()
    if not text.isprintable():
        return None
    address = _ADDRESS.fullmatch(text)
    return _written(text) if address is None else _in_address(address[1], address[2] or "")


def typed(text: str, character: str) -> str:
    """The code so far with one more key pressed; anything but a letter or a digit changes nothing."""
    if len(character) != 1 or not character.isascii() or not character.isalnum() or len(text) >= _LONGEST_REGISTRATION:
        return text
    return text + character.upper()


def _written(text: str) -> Code | None:
    joined = _PARTING.sub("", text)
    if joined.isascii() and joined.isalnum() and _SHORTEST <= len(joined) <= _LONGEST_REGISTRATION:
        upper = joined.upper()
        likely = upper.translate(_LIKE_LETTERS) if _is_word(upper) else upper
        whole = (text,) if _CODE.fullmatch(text) else ()
        return Code(tuple(dict.fromkeys((upper, likely, joined, *whole))))
    return Code((text,)) if _CODE.fullmatch(text) and len(text) >= _SHORTEST else None


def _is_word(code: str) -> bool:
    """Whether its only digits are those that are taken for letters, so that it was meant to have none."""
    return any(one.isalpha() for one in code) and not any(one in "23456789" for one in code)


def _in_address(path: str, query: str) -> Code | None:
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if name.casefold() in _NAMES and (code := _plain(value)) is not None:
            return code
    host, _, rest = path.partition("/")
    last = rest.rstrip("/").rpartition("/")[2]
    return _plain(last) if host and last else None


def _plain(text: str) -> Code | None:
    return _written(text) if _CODE.fullmatch(text) else None
