"""Being logged in at a Minew server: its token, which ends after a day, and its way to say yes and no."""

from dataclasses import dataclass, field
from hashlib import md5

import msgspec

from kiosk.backends.errors import BackendError, Garbled, NotAllowed, Rejected, ServerTrouble
from kiosk.backends.http.decode import Unreadable, parse
from kiosk.tags.gateways.line import Line

LOGIN_PATH = "/apis/action/login"
_YES = 200
_LOG_IN_AGAIN = frozenset({14002, 14003})
_SERVER_ITSELF = 500
_JSON = (b"Content-Type", b"application/json;charset=utf-8")


@dataclass(frozen=True, slots=True)
class MinewLogin:
    """Who logs in, and where."""

    user: str
    password: str = field(repr=False)
    path: str = LOGIN_PATH


@dataclass(frozen=True, slots=True)
class Reply:
    """A yes of the server, and what came with it."""

    data: object = None
    items: tuple[object, ...] = ()


class MinewSession:
    """Calls over a line, logging in where that is needed. Methods raise `BackendError`."""

    def __init__(self, line: Line, login: MinewLogin) -> None:
        self._line = line
        self._login = login
        self._token = ""

    async def call(self, method: str, target: str, body: bytes | None = None) -> Reply:
        """One call; where the token has ended, once more with a new one."""
        if not self._token:
            self._token = await self._logged_in()
        answer = await self._asked(method, target, body)
        if answer.code in _LOG_IN_AGAIN:
            self._token = ""
            self._token = await self._logged_in()
            answer = await self._asked(method, target, body)
        if answer.code != _YES:
            raise self._no(answer.code)
        return Reply(answer.data, tuple(answer.found))

    async def aclose(self) -> None:
        """Close the connections; the token is forgotten."""
        self._token = ""
        await self._line.aclose()

    async def _logged_in(self) -> str:
        """A new token. The server wants the password's MD5, which protects nothing: only https does."""
        word = md5(self._login.password.encode(), usedforsecurity=False).hexdigest()
        body = msgspec.json.encode({"username": self._login.user, "password": word})
        answer = self._read(await self._line.ask("POST", self._login.path, body, (_JSON,)))
        token = answer.data.get("token") if isinstance(answer.data, dict) else None
        if answer.code == _SERVER_ITSELF:
            raise self._no(answer.code)
        if answer.code != _YES:
            raise NotAllowed(
                f"{self._line.origin} does not let us in (code {answer.code}).", "Check user and password."
            )
        if not isinstance(token, str) or not token.strip().isascii() or not token.strip().isprintable():
            raise Garbled(f"{self._line.origin} let us in but gave no token that can be used.")
        return token.strip()

    async def _asked(self, method: str, target: str, body: bytes | None) -> "_Answer":
        headers = (*(() if body is None else (_JSON,)), (b"token", self._token.encode()))
        return self._read(await self._line.ask(method, target, body, headers))

    def _read(self, body: bytes) -> "_Answer":
        try:
            return msgspec.convert(parse(body), _Answer, strict=False)
        except (Unreadable, msgspec.ValidationError):
            hint = "Check the address and the paths."
            raise Garbled(f"{self._line.origin} answered with something else than a Minew server.", hint) from None

    def _no(self, code: int) -> BackendError:
        sentence = f"{self._line.origin} said no (code {code})."
        if code in _LOG_IN_AGAIN:
            return NotAllowed(sentence, "It takes the password, but then not the token that it gave.")
        if code == _SERVER_ITSELF:
            return ServerTrouble(sentence)
        return Rejected(sentence, "Check that the record, the template and its fields exist there.")


class _Answer(msgspec.Struct):
    """Lists come at the top of an answer or under its data, by who tells of it."""

    code: int
    data: object = None
    items: list[object] | None = None

    @property
    def found(self) -> list[object]:
        if self.items is not None:
            return self.items
        inner = self.data.get("items") if isinstance(self.data, dict) else self.data
        return inner if isinstance(inner, list) else []
