"""Query strings, and their splitting where a list of ids would make an address too long. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote

LONGEST_TARGET = 6000
Moment = datetime | Literal["now"]
Value = str | int | bool | datetime | Sequence[str] | None


def encode(values: Mapping[str, Value]) -> str:
    """`name=value&…`: a sequence becomes a comma list, an instant ISO 8601 in UTC; None and empty ones are left out."""
    pairs = ((name, _text(value)) for name, value in values.items() if value is not None)
    return "&".join(f"{quote(name, safe='')}={quote(text, safe=',:')}" for name, text in pairs if text)


def batches(ids: Sequence[str], beside: int) -> Iterator[tuple[str, ...]]:
    """The ids, each once, in lists that keep an address below 6,000 characters; `beside` is what the rest takes."""
    batch: list[str] = []
    length = beside
    for one in dict.fromkeys(ids):
        size = len(quote(one, safe="")) + 1
        if batch and length + size > LONGEST_TARGET:
            yield tuple(batch)
            batch, length = [], beside
        batch.append(one)
        length += size
    if batch:
        yield tuple(batch)


def _text(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case str() | int():
            return str(value)
        case None:
            return ""
        case _:
            return ",".join(value)
