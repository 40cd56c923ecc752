"""Finds where a module asks the system for the time, or waits by it."""

import ast
import re
from collections.abc import Iterator

MODULE_OF_TIME = "time"
ASKING = frozenset(
    {
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "asyncio.sleep",
        "anyio.sleep",
        "anyio.current_time",
    }
)
ASKING_OF_QT = frozenset({"currentDateTime", "currentDateTimeUtc", "currentTime", "currentDate", "QElapsedTimer"})
ASKING_OF_LOOP = frozenset({"time", "call_later", "call_at"})
QML_ASKING = re.compile(r"\bnew\s+Date\s*\(\s*\)|\bDate\.now\b")


def asks_time(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and the name of each place that asks for the time or waits by it."""
    names: dict[str, str] = {}
    for line, local, full in _imported(tree):
        names[local] = full
        if full in ASKING or full.partition(".")[0] == MODULE_OF_TIME:
            yield line, f"import {full}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (found := _asked(node, names)):
            yield node.lineno, found
        elif isinstance(node, ast.Name) and node.id in ASKING_OF_QT:
            yield node.lineno, node.id


def _imported(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """The line of each import, the name that it gives here, and what that stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                top = one.name.partition(".")[0]
                yield node.lineno, one.asname or top, one.name if one.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                yield node.lineno, one.asname or one.name, f"{node.module}.{one.name}"


def _asked(node: ast.Attribute, names: dict[str, str]) -> str | None:
    written = ast.unparse(node)
    first, _, rest = written.partition(".")
    full = f"{names.get(first, first)}.{rest}"
    base = ast.unparse(node.value).lower().removesuffix("()")
    of_loop = node.attr in ASKING_OF_LOOP and base.endswith("loop")
    return written if full in ASKING or node.attr in ASKING_OF_QT or of_loop else None
