"""A server that is not there: answers by what was recorded, one of them as it is given."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from kiosk.backends.http.address import Address, parse_address
from kiosk.backends.http.exchange import Connections, Incoming, Outgoing
from kiosk.backends.http.network import Patience

Result = TypeVar("Result")
Runs = Callable[[Coroutine[Any, Any, Result]], Result]
NOWHERE = parse_address("http://127.0.0.1:9")
EVERYTHING = "*"


class Tape:
    """What each request was answered, by its method and path. `spoiled` names the one that `given` stands for."""

    def __init__(self, answers: dict[str, bytes], spoiled: str = "") -> None:
        self.answers = answers
        self.spoiled = spoiled
        self.given = b""
        self.status = 200

    def connect(self, address: Address, cap: int) -> "Played":
        """Connections that play it."""
        return Played(address, cap, self)

    def answer(self, request: Outgoing) -> Incoming:
        """What was recorded; 404 for what was not."""
        name = name_of(request)
        if self.spoiled in (name, EVERYTHING):
            return Incoming(self.status, {}, self.given)
        body = self.answers.get(name)
        return Incoming(404, {}, b"") if body is None else Incoming(200, {}, body)


class Played(Connections):
    """Sends nothing."""

    def __init__(self, address: Address, cap: int, tape: Tape) -> None:
        self._address = address
        self._cap = cap
        self._tape = tape

    async def send(self, request: Outgoing, patience: Patience) -> Incoming:  # noqa: ARG002 - it is at once
        return self._tape.answer(request)

    async def aclose(self) -> None:
        return


class Recording(Connections):
    """Sends, and keeps what was answered."""

    def __init__(self, address: Address, cap: int, answers: dict[str, bytes]) -> None:
        super().__init__(address, cap)
        self._answers = answers

    async def send(self, request: Outgoing, patience: Patience) -> Incoming:
        answer = await super().send(request, patience)
        if answer.body:
            self._answers.setdefault(name_of(request), answer.body)
        return answer


def name_of(request: Outgoing) -> str:
    """The method and the path, without the query."""
    return f"{request.method} {request.target.partition('?')[0]}"


def runs(runner: asyncio.Runner) -> Runs[Any]:
    """Runs a coroutine to its end in the loop of this runner."""
    return runner.run
