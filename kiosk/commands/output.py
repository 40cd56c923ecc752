"""How commands print: one JSON document, or a plain table."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from kiosk.backends.errors import BackendError
from kiosk.monitoring.journal import lines

LONGEST = 1200


def print_json(document: object) -> None:
    """One document on standard output, readable and with every script as it is."""
    sys.stdout.buffer.write(json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Aligned columns under a head; wide characters count twice, control characters are left out."""
    lines = [tuple(head), *(tuple(plain(cell) for cell in row) for row in rows)]
    widths = [max(width_of(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        cells = (cell + " " * (width - width_of(cell)) for cell, width in zip(line, widths, strict=True))
        sys.stdout.buffer.write("  ".join(cells).rstrip().encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """One line on standard error; what somebody typed by the page is cut short."""
    sys.stderr.write(lines(shortened(sentence), os.environ))


def complain_of(failure: BackendError) -> int:
    """What a server refused or did not answer, and below it what to do; the exit code for that."""
    complain(f"{failure.sentence}\n  {failure.hint}" if failure.hint else failure.sentence)
    return failure.exit_code


def shortened(sentence: str) -> str:
    """With its middle left out where it is longer than anybody reads."""
    if len(sentence) <= LONGEST:
        return sentence
    return f"{sentence[: LONGEST // 2]} … {sentence[-LONGEST // 2 :]}"


def width_of(text: str) -> int:
    """How many columns of a terminal it takes."""
    return sum(
        0 if unicodedata.category(one) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def plain(text: str) -> str:
    """On one line, and with nothing in it that moves a terminal's cursor."""
    return "".join(" " if unicodedata.category(one) == "Cc" else one for one in text)
