"""Finds texts in QML that could render a meeting's subject as HTML, or that bypass the catalogue."""

import re
from collections.abc import Iterator

# Types whose default format guesses; the others of QtQuick are plain.
GUESSING = re.compile(r"(?<![\w.])(?:Text|Label)\s*\{")
PLAIN = re.compile(r"(?<![\w.])textFormat\s*:\s*(?:Text|Label)\.PlainText\b")
SHOWN = re.compile(r"(?<![\w.])(?:text|title|placeholderText|Accessible\.(?:name|description))\s*:\s*(?P<value>.*)")
GOES_ON = re.compile(r"\s*(?:[?:+]|\|\||&&)")
STRING = re.compile(r"""(["'`])((?:\\.|(?!\1).)*)\1""")
WORD = re.compile(r"[^\W\d_]{2,}")
NOISE = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|//[^\n]*|/\*.*?\*/""", re.DOTALL)
BRACES = {"{": 1, "}": -1}


def guessing_texts(source: str) -> Iterator[int]:
    """The line of each text whose own body does not say that it is plain."""
    code = _without_comments(source, keep_strings=False)
    for found in GUESSING.finditer(code):
        if not PLAIN.search(_own_body(code, found.end())):
            yield code.count("\n", 0, found.start()) + 1


def literal_texts(source: str) -> Iterator[int]:
    """The line of each property that a person reads and that holds a word of its own."""
    lines = _without_comments(source, keep_strings=True).splitlines()
    for number, line in enumerate(lines):
        if shown := SHOWN.search(line):
            value = [shown["value"]]
            for more in lines[number + 1 :]:
                if not GOES_ON.match(more):
                    break
                value.append(more)
            if any(WORD.search(string[2]) for string in STRING.finditer("\n".join(value))):
                yield number + 1


def _own_body(code: str, start: int) -> str:
    """What stands between an object's braces, without its children."""
    depth, own = 1, []
    for character in code[start:]:
        depth += BRACES.get(character, 0)
        if depth == 0:
            break
        if depth == 1:
            own.append(character)
    return "".join(own)


def _without_comments(source: str, *, keep_strings: bool) -> str:
    def plain(found: re.Match[str]) -> str:
        if found[1] is not None:
            return found[1] if keep_strings else '""'
        return "\n" * found[0].count("\n")

    return NOISE.sub(plain, source)
