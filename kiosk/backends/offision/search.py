"""A search that has not been made yet: awaited it is everything, walked it comes part by part."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Sequence
from contextlib import aclosing
from typing import Any, Generic, TypeVar

from kiosk.backends.http.decode import Decoded
from kiosk.backends.http.records import Wire

Record = TypeVar("Record", bound=Wire)


class Search(Generic[Record]):
    """`await` it for all records, or walk it with `async for` and stop at will: one part a page.

    Nothing is asked before, and each time anew. Both may raise `BackendError`.
    """

    def __init__(self, parts: Callable[[], AsyncGenerator[Decoded[Record], None]]) -> None:
        self._parts = parts

    def __await__(self) -> Generator[Any, None, Decoded[Record]]:
        return self._everything().__await__()

    def __aiter__(self) -> AsyncIterator[Decoded[Record]]:
        return self._parts()

    async def _everything(self) -> Decoded[Record]:
        async with aclosing(self._parts()) as parts:
            return joined([part async for part in parts])


def joined(parts: Sequence[Decoded[Record]]) -> Decoded[Record]:
    """Several lists as one."""
    return Decoded(
        tuple(item for part in parts for item in part.items),
        tuple(bad for part in parts for bad in part.bad),
        sum(part.repaired for part in parts),
    )
