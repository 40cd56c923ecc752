"""Walks the pages of a search. Whether the first page is 0 or 1 is not documented, so the server is asked to say it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import msgspec

from kiosk.backends.http.decode import Unreadable, parse

MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its items, undecoded, and what `metaData` says, None where it does not."""

    items: tuple[object, ...]
    number: int | None = None
    total: int | None = None


class _Frame(msgspec.Struct):
    data: list[msgspec.Raw]
    metaData: object = None  # noqa: N815 - its name on the wire


def read_page(body: bytes) -> Page:
    """One page out of `{data, metaData}`. Raises `Unreadable` where there is no list of data."""
    try:
        frame = msgspec.json.decode(body, type=_Frame)
        items, meta = tuple(frame.data), frame.metaData
    except (ValueError, RecursionError):
        value = parse(body)
        if not isinstance(value, dict) or not isinstance(data := value.get("data"), list):
            raise Unreadable from None
        items, meta = tuple(data), value.get("metaData")
    return Page(items, _number(meta, "page"), _number(meta, "total"))


async def pages(fetch: Callable[[int | None], Awaitable[Page]]) -> AsyncIterator[Page]:
    """Every page once. `fetch(None)` asks without a page number, which answers the first.

    Ends when `total` items have come, when a page is empty or repeats, or after 200 pages.
    """
    page = first = await fetch(None)
    number = first.number if first.number is not None else 0
    seen = {_print(first)}
    count = len(first.items)
    yield first
    for _ in range(MOST_PAGES - 1):
        if not page.items or (page.total is not None and len(first.items) <= page.total <= count):
            return
        number += 1
        page = await fetch(number)
        if count == len(first.items) and _print(page) == _print(first):
            number += 1
            page = await fetch(number)
        if _print(page) in seen or not page.items:
            return
        seen.add(_print(page))
        count += len(page.items)
        yield page


def _print(page: Page) -> int:
    """A number that is equal for equal pages, whatever their items are."""
    return hash(b"\n".join([item if isinstance(item, msgspec.Raw) else repr(item).encode() for item in page.items]))


def _number(meta: object, name: str) -> int | None:
    value = meta.get(name) if isinstance(meta, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
