"""One server, asked politely: a deadline on everything, few requests at once, patience where it is asked for.

It knows paths and bodies as text and bytes, never what they mean.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from kiosk.backends.base import ClockReading
from kiosk.backends.errors import BackendError, Throttled, TimedOut, Unreachable
from kiosk.backends.http.address import Address
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing, PoolStuck, StaleConnection, Stream
from kiosk.backends.http.network import Patience
from kiosk.backends.http.pool import POOL_SIZE
from kiosk.backends.http.refusals import age_of, http_date, refusal, retry_after_of
from kiosk.clock import Clock

DEADLINE = 10.0
LARGEST_BODY = 16 << 20
_AT_ONCE = POOL_SIZE - 2
_TRIES = 3
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Answer:
    """A usable answer: its body without a byte-order mark, and what it says of the server's clock.

    `age` is how many seconds ago it was true, where something on the way kept it (its `Age` header), else 0.
    """

    status: int
    body: bytes
    clock: ClockReading | None = None
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class _Look:
    answer: Incoming
    pause: float | None
    clock: ClockReading | None


class Transport:
    """Sends requests to one server.

    `sent` counts the requests that went out, `rebuilt` how often the pool of connections was stuck and made anew.
    A request under way is never cancelled: a caller that is cancelled leaves it to its deadline.
    """

    def __init__(
        self,
        address: Address,
        auth: Auth,
        clock: Clock,
        *,
        deadline: float = DEADLINE,
        largest_body: int = LARGEST_BODY,
        connect: Callable[[Address, int], Connections] = Connections,
    ) -> None:
        self.address = address
        self.sent = 0
        self.rebuilt = 0
        self._auth = auth
        self._clock = clock
        self._deadline = deadline
        self._connect: Callable[[], Connections] = partial(connect, address, largest_body)
        self._connections = self._connect()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._closed_until = 0.0
        self._running: set[asyncio.Task[Answer]] = set()

    async def request(
        self,
        method: str,
        path: str,
        query: str = "",
        body: bytes | None = None,
        *,
        headers: tuple[tuple[bytes, bytes], ...] = (),
        seconds: float = math.inf,
    ) -> Answer:
        """The answer to one request; `query` is encoded already, `body` is JSON; within `seconds` and the deadline.

        Raises any `BackendError` but `NotFound`'s advice about paths, which the client adds.
        """
        outgoing = Outgoing(method, self._target(path, query), (*self._headers(body), *headers), body)
        return await self._shielded(outgoing, min(seconds, self._deadline))

    async def download(self, path: str, query: str, stream: Stream, *, seconds: float) -> Answer:
        """A file, read within `seconds` into `stream`; the answer's body is only its beginning.

        Raises as `request` does, and whatever `stream.take` raises. What was taken before an error is no file.
        """
        outgoing = Outgoing("GET", self._target(path, query), self._headers(None, b"*/*"), stream=stream)
        return await self._shielded(outgoing, seconds)

    async def _shielded(self, outgoing: Outgoing, seconds: float) -> Answer:
        work = asyncio.create_task(self._request(outgoing, self._clock.monotonic() + seconds))
        self._running.add(work)
        work.add_done_callback(self._done)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            asking = asyncio.current_task()
            if not work.cancelled() or asking is None or asking.cancelling():
                raise
        sentence = f"The connections to {self.address.origin} were closed by this program."
        raise Unreachable(sentence)

    async def aclose(self) -> None:
        """Give up what is under way and close all connections."""
        for work in tuple(self._running):
            work.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._connections.aclose()

    def _done(self, work: asyncio.Task[Answer]) -> None:
        self._running.discard(work)
        if not work.cancelled():
            work.exception()

    async def _request(self, outgoing: Outgoing, deadline: float) -> Answer:
        async with self._slot(deadline):
            for _ in range(_TRIES - 1):
                look = await self._look(outgoing, deadline)
                if look.pause is None or not _repeatable(outgoing, look.answer) or not self._in_time(deadline):
                    break
            else:
                look = await self._look(outgoing, deadline)
        path = outgoing.target.partition("?")[0]
        if (error := refusal(self.address.origin, path, look.answer, look.pause)) is not None:
            raise error
        age = age_of(look.answer)
        return Answer(look.answer.status, look.answer.body.removeprefix(_BOM), look.clock, age)

    async def _look(self, outgoing: Outgoing, deadline: float) -> "_Look":
        """One try, once the server takes requests; closes the gate for all where the server asks for it."""
        await self._patience(deadline)
        sent, begun = self._clock.wall(), self._clock.monotonic()
        answer = await self._exchange(outgoing, deadline)
        received, seconds = self._clock.wall(), self._clock.monotonic() - begun
        pause = retry_after_of(answer, received)
        if pause is not None:
            self._closed_until = max(self._closed_until, self._clock.monotonic() + pause)
        server = http_date(answer.headers.get("date", ""))
        reading = None if server is None else ClockReading(server, sent, received).undisturbed(seconds)
        return _Look(answer, pause, reading)

    async def _exchange(self, outgoing: Outgoing, deadline: float) -> Incoming:
        """Send, once more where the connection was stale (reading requests only) or the pool was stuck."""
        try:
            return await self._send(outgoing, deadline)
        except StaleConnection:
            if outgoing.method != "GET":
                raise self._hung_up() from None
        except PoolStuck:
            self.rebuilt += 1
            stuck, self._connections = self._connections, self._connect()
            await stuck.aclose()
        try:
            return await self._send(outgoing, deadline)
        except (StaleConnection, PoolStuck):
            raise self._hung_up() from None

    async def _send(self, outgoing: Outgoing, deadline: float) -> Incoming:
        self.sent += 1
        return await self._connections.send(outgoing, Patience(self._clock, deadline))

    def _target(self, path: str, query: str) -> str:
        return self.address.prefix + path + (f"?{query}" if query else "")

    def _headers(self, body: bytes | None, accept: bytes = b"application/json") -> tuple[tuple[bytes, bytes], ...]:
        plain = (
            (b"Accept", accept),
            (b"Accept-Encoding", b"gzip"),
            (b"User-Agent", b"room-kiosk"),
            self._auth.header(),
        )
        return plain if body is None else (*plain, (b"Content-Type", b"application/json"))

    @asynccontextmanager
    async def _slot(self, deadline: float) -> AsyncIterator[None]:
        """One of the few places, fewer than the pool has, so that no request waits inside the pool."""
        try:
            async with asyncio.timeout(deadline - self._clock.monotonic()):
                await self._slots.acquire()
        except TimeoutError:
            sentence = f"{self.address.origin} is so slow that requests to it wait for each other past their time."
            failure = TimedOut(sentence)
            failure.undone = True
            raise failure from None
        try:
            yield
        finally:
            self._slots.release()

    async def _patience(self, deadline: float) -> None:
        """Wait until the server takes requests again; raises `Throttled` where that is past the deadline."""
        while (left := self._closed_until - self._clock.monotonic()) > 0:
            if not self._in_time(deadline):
                sentence = f"{self.address.origin} asked for patience, for {left:.0f} s more."
                raise Throttled(sentence, retry_after=left)
            await self._clock.sleep(left)

    def _in_time(self, deadline: float) -> bool:
        return self._closed_until < deadline

    def _hung_up(self) -> BackendError:
        return Unreachable(
            f"{self.address.origin} closed the connection without an answer.",
            "Whether it did what it was asked is not known; look before trying again.",
        )


def _repeatable(outgoing: Outgoing, answer: Incoming) -> bool:
    """A throttled request was not carried out; one that failed with 503 may have been, so it must be a reading one."""
    return outgoing.method == "GET" or answer.status == 429  # noqa: PLR2004 - too many requests
