"""Makes text that came from outside fit to be shown: one line, no tricks, no markup, not endless. Knows no language."""

import re
import unicodedata
from collections.abc import Iterator

LIMIT = 200
ELLIPSIS = "\u2026"
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_READ_AT_MOST = 4000
_MARKS_AT_MOST = 6
_ZWJ = "\u200d"
_WORD_JOINER = "\u2060"
_EMBEDDINGS, _POP_EMBEDDING = frozenset("\u202a\u202b\u202d\u202e"), "\u202c"
_ISOLATES = frozenset("\u2066\u2067\u2068")
_DROPPED = frozenset("\ufeff\ufff9\ufffa\ufffb\ufffe\uffff\u2060")
_SPACES = frozenset({"Cc", "Zl", "Zp", "Zs"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_MARKS = frozenset({"Mn", "Mc", "Me"})


def clean(text: str, limit: int = LIMIT) -> str:
    """One line of at most `limit` characters, cut between two graphemes; empty when nothing in it can be seen.

    Control characters and line breaks become spaces, lone surrogates the replacement character, and a `<` that could
    begin a tag gets an invisible neighbour, so that nothing takes it for markup. Bidirectional controls without their
    partner are removed, and so are the marks that pile up on a letter beyond any script's need.
    """
    if len(text) <= limit and text.isascii() and text.isprintable() and "<" not in text:
        return _collapsed(text)
    line = _collapsed("".join(_characters(text[:_READ_AT_MOST])))
    line = _collapsed(_balanced(_capped(_inert(line), limit)))
    return line if any(_visible(character) for character in line) else ""


def isolated(text: str) -> str:
    """The text kept from changing the direction of what stands around it in a line."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if text else ""


def _characters(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        if category == "Cs":
            yield "\ufffd"
        elif category in _SPACES:
            yield " " if character != "\u00a0" else character
        elif marks <= _MARKS_AT_MOST and character not in _DROPPED:
            yield character


def _collapsed(line: str) -> str:
    return " ".join(part for part in line.split(" ") if part).strip()


def _capped(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    end = limit - len(ELLIPSIS)
    while end > 0 and _inside_grapheme(line, end):
        end -= 1
    return line[: end or limit - len(ELLIPSIS)].rstrip() + ELLIPSIS


def _inside_grapheme(line: str, index: int) -> bool:
    """Whether a cut before `index` would tear what a reader takes for one character."""
    before, after = line[index - 1], line[index]
    if _ZWJ in (before, after) or unicodedata.category(after) in _MARKS:
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f" or "\u1160" <= after <= "\u11ff":
        return True
    return _regional(after) and _flags_before(line, index) % 2 == 1


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flags_before(line: str, index: int) -> int:
    count = 0
    while count < index and _regional(line[index - count - 1]):
        count += 1
    return count


def _balanced(line: str) -> str:
    """The line without the bidirectional controls that have no partner."""
    open_ones: list[int] = []
    lonely: set[int] = set()
    for index, character in enumerate(line):
        if character in _EMBEDDINGS or character in _ISOLATES:
            open_ones.append(index)
        elif character == _POP_EMBEDDING:
            if open_ones and line[open_ones[-1]] in _EMBEDDINGS:
                open_ones.pop()
            else:
                lonely.add(index)
        elif character == POP_ISOLATE:
            lonely |= _closed_with(line, open_ones, index)
    lonely.update(open_ones)
    return "".join(character for index, character in enumerate(line) if index not in lonely) if lonely else line


def _closed_with(line: str, open_ones: list[int], index: int) -> set[int]:
    """Close the innermost isolate; the embeddings left open inside it, or the closer itself, have no partner."""
    if not any(line[one] in _ISOLATES for one in open_ones):
        return {index}
    lonely: set[int] = set()
    while line[innermost := open_ones.pop()] not in _ISOLATES:
        lonely.add(innermost)
    return lonely


def _inert(line: str) -> str:
    """The line with a word joiner after each `<`, whatever follows: what is removed later cannot join a tag again."""
    return re.sub(r"<(?![\s\d=]|$)", f"<{_WORD_JOINER}", line)


def _visible(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] not in "ZM" and category not in _UNSEEN
