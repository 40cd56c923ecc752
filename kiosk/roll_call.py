"""The list of who is in, as a table that a spreadsheet opens. Knows no words and no visits; never logs a line."""

import csv
import io
from collections.abc import Iterable, Sequence

FILE = "roll-call.csv"
BOM = "\ufeff"
_COMMANDS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(lines: Iterable[Sequence[str]]) -> str:
    """The lines as CSV, marked as UTF-8; what a spreadsheet would take for a formula is made plain text."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    for line in lines:
        writer.writerow([f"'{field}" if field.startswith(_COMMANDS) else field for field in line])
    return BOM + written.getvalue()
