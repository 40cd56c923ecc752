"""Requests of one user, with tokens that are got, renewed and, once, got anew. Knows no operation."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol

from kiosk.backends.errors import Garbled, NotAllowed, Rejected
from kiosk.backends.http.decode import Unreadable, parse
from kiosk.backends.http.transport import Answer, Transport
from kiosk.backends.nexudus.line import ANEW, TOKEN
from kiosk.backends.nexudus.login import Login
from kiosk.clock import Clock

PAUSE = 300.0
_HINT = "Check [nexudus] username and password_file, and that this user is an administrator with the role it needs."


class Caller(Protocol):
    """Whoever carries requests to the account, by itself or by way of a relay."""

    transport: Transport

    async def request(
        self,
        method: str,
        path: str,
        query: str = "",
        body: bytes | None = None,
        *,
        anew: bool = False,
        seconds: float = math.inf,
    ) -> Answer:
        """The answer to one request; raises any `BackendError`. With `anew` nothing on the way may have kept it."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


class Session:
    """One user's requests.

    A refusal costs one renewal of the token; an operation that is refused after it gets no other new token for five
    minutes: it is the account's settings that must change.
    """

    def __init__(self, transport: Transport, login: Login, clock: Clock) -> None:
        self.transport = transport
        self._login = login
        self._clock = clock
        self._turn = asyncio.Lock()
        self._no_token_before = -math.inf
        self._refusing: dict[str, float] = {}

    async def request(
        self,
        method: str,
        path: str,
        query: str = "",
        body: bytes | None = None,
        *,
        anew: bool = False,
        seconds: float = math.inf,
    ) -> Answer:
        """The answer to one request; raises any `BackendError`. See `Caller`."""
        used, operation = await self._token(), f"{method} {path.rstrip('0123456789')}"
        headers = (ANEW,) if anew else ()
        ask = partial(self.transport.request, method, path, query, body, headers=headers, seconds=seconds)
        try:
            answer = await ask()
        except NotAllowed:
            if not await self._renewed(used, operation):
                raise self._refused(path) from None
            answer = await self._again(operation, path, ask)
        self._refusing.pop(operation, None)
        return answer

    async def _again(self, operation: str, path: str, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        try:
            return await ask()
        except NotAllowed:
            self._refusing[operation] = self._clock.monotonic() + PAUSE
            raise self._refused(path) from None

    async def aclose(self) -> None:
        """Close the connections."""
        await self.transport.aclose()

    async def _token(self) -> str | None:
        """The token to use, got or renewed where it is time; None where the user is shown with each request."""
        async with self._turn:
            if self._login.is_due(self._clock.monotonic()):
                await self._obtain()
            return self._login.token

    async def _renewed(self, used: str | None, operation: str) -> bool:
        """Whether there is another token than the one that was refused."""
        if not self._login.client_id:
            return False
        async with self._turn:
            if self._clock.monotonic() < self._refusing.get(operation, -math.inf):
                return False
            if self._login.token != used:
                return True
            await self._obtain()
            return True

    async def _obtain(self) -> None:
        """New tokens: by the refresh token, and where that is stale [K: 400] by the password."""
        if self._clock.monotonic() < self._no_token_before:
            raise self._refused(TOKEN)
        if self._login.refreshable:
            try:
                return await self._ask(self._login.refresh_form())
            except (Rejected, NotAllowed):
                pass
        try:
            return await self._ask(self._login.password_form())
        except (Rejected, NotAllowed):
            self._no_token_before = self._clock.monotonic() + PAUSE
            raise self._refused(TOKEN) from None

    async def _ask(self, form: bytes) -> None:
        answer = await self.transport.request("POST", TOKEN, "", form)
        try:
            found = parse(answer.body)
        except Unreadable:
            found = None
        if not self._login.accept(found, self._clock.monotonic()):
            origin = self.transport.address.origin
            raise Garbled(f"{origin}{TOKEN} should answer a token, but answered something else.", "Check the address.")

    def _refused(self, path: str) -> NotAllowed:
        where = f"{self.transport.address.origin}{path}"
        return NotAllowed(f"{where} does not accept this user and password, or allows them less than this.", _HINT)
