"""The account on behalf of many panels: what they read is asked for once, what they change goes through one by one."""

import asyncio
import math
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from kiosk.backends.errors import Throttled
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.operations import PAGING, Operation
from kiosk.clock import Clock
from kiosk.relay.lives import Lives, is_write, worthless_after
from kiosk.relay.shelf import Kept, Shelf

_FIRST_PAGE = {"", "1"}
_ORDER = {"", "Id"}


@dataclass(frozen=True, slots=True)
class Wish:
    """One request of a panel, known to be one that there is. `anew`: it wants no kept answer; it waits `seconds`."""

    operation: Operation
    values: Mapping[str, str]
    body: bytes | None = None
    anew: bool = False
    seconds: float = math.inf

    @property
    def whole_list(self) -> bool:
        """Whether this asks for the beginning of a list in the order in which panels read it, which is to its end."""
        by_id = self.values.get("orderby", "") in _ORDER and "dir" not in self.values
        return bool(self.operation.entity) and by_id and self.values.get("page", "") in _FIRST_PAGE


class Gateway:
    """Answers wishes; every failure is a `BackendError`."""

    def __init__(self, client: NexudusClient, clock: Clock, lives: Lives) -> None:
        """`client` asks the account, by whatever budget it has."""
        self._client = client
        self._clock = clock
        self._lives = lives
        self._shelf = Shelf(clock)
        self._turn = asyncio.Lock()

    async def answer(self, wish: Wish) -> Kept:
        """The answer. A list comes whole, as one page: pages of two different instants would lose records."""
        if is_write(wish.operation):
            return await self._written(wish)
        if wish.anew or wish.operation.method != "GET" or not (wish.whole_list or not wish.operation.entity):
            return await self._asked(wish)
        filters = sorted((name, text) for name, text in wish.values.items() if name not in PAGING)
        key = (wish.operation.name, *(part for pair in filters for part in pair))
        return await self._shelf.get(key, lambda: self._asked(wish))

    def ages(self) -> dict[str, list[float]]:
        """How old each answer is, in seconds, that is handed out again now, by its operation."""
        found, now = dict[str, list[float]](), self._clock.monotonic()
        for name, kept in self._shelf.kept():
            found.setdefault(name, []).append(now - kept.since)
        return found

    async def aclose(self) -> None:
        """Give up what is under way, and close the connections."""
        await self._shelf.aclose()
        await self._client.session.aclose()

    async def _asked(self, wish: Wish) -> Kept:
        since = self._clock.monotonic()
        if not wish.whole_list:
            return await self._sent(wish, since, wish.seconds if wish.anew else math.inf)
        filters = {name: text for name, text in wish.values.items() if name not in PAGING}
        client = self._client.asking_anew() if wish.anew else self._client
        records = await client.records(wish.operation.path, filters)
        self._forget(wish.operation)
        life = self._lives.of(wish.operation, records.pages)
        return Kept(_page(records.found), since - records.age, life)

    async def _sent(self, wish: Wish, since: float, seconds: float) -> Kept:
        path, query = wish.operation.target(wish.values, has_body=wish.body is not None)
        answer = await self._client.session.request(
            wish.operation.method, path, query, wish.body, anew=wish.anew, seconds=seconds
        )
        return Kept(answer.body, since - answer.age, self._lives.of(wish.operation))

    async def _written(self, wish: Wish) -> Kept:
        """Sent once, in its turn. What was read before it ended is not handed out after it."""
        since = self._clock.monotonic()
        async with self._my_turn(wish.seconds):
            left = wish.seconds - (self._clock.monotonic() - since)
            if left <= 0:
                raise _too_many()
            try:
                return await self._sent(wish, since, left)
            finally:
                self._forget(wish.operation)

    @asynccontextmanager
    async def _my_turn(self, seconds: float) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(None if math.isinf(seconds) else seconds):
                await self._turn.acquire()
        except TimeoutError:
            raise _too_many() from None
        try:
            yield
        finally:
            self._turn.release()

    def _forget(self, operation: Operation) -> None:
        for name in worthless_after(operation):
            self._shelf.forget(name)


def _page(records: tuple[bytes, ...]) -> bytes:
    return b'{"Records":[' + b",".join(records) + b'],"HasNextPage":false}'


def _too_many() -> Throttled:
    return Throttled("Other panels' changes went first, and this one was not sent.", "Try again.", retry_after=1.0)
