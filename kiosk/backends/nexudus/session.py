"""Requests of one user, with tokens that are got, renewed and, once, got anew. Knows no operation."""

import asyncio
import math

from kiosk.backends.errors import Garbled, NotAllowed, Rejected
from kiosk.backends.http.decode import Unreadable, parse
from kiosk.backends.http.transport import Answer, Transport
from kiosk.backends.nexudus.line import TOKEN
from kiosk.backends.nexudus.login import Login
from kiosk.clock import Clock

PAUSE = 300.0
_HINT = "Check [nexudus] username and password_file, and that this user is an administrator with the role it needs."


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

    async def request(self, method: str, path: str, query: str = "", body: bytes | None = None) -> Answer:
        """The answer to one request; raises any `BackendError`."""
        used, operation = await self._token(), f"{method} {path.rstrip('0123456789')}"
        try:
            answer = await self.transport.request(method, path, query, body)
        except NotAllowed:
            if not await self._renewed(used, operation):
                raise self._refused(path) from None
            answer = await self._again(operation, method, path, query, body)
        self._refusing.pop(operation, None)
        return answer

    async def _again(self, operation: str, method: str, path: str, query: str, body: bytes | None) -> Answer:
        try:
            return await self.transport.request(method, path, query, body)
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
