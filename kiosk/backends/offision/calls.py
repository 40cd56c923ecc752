"""Calls operations and reads the shapes of their answers. Knows no operation by name, and remembers nothing."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from kiosk.backends.errors import Garbled, NotFound, Rejected
from kiosk.backends.http.decode import Decoded, Unreadable, decode_all, parse, read, split
from kiosk.backends.http.exchange import Stream
from kiosk.backends.http.newfile import new_file
from kiosk.backends.http.query import Value, batches, encode
from kiosk.backends.http.records import Wire
from kiosk.backends.http.transport import Answer, Transport
from kiosk.backends.offision.models_sensors import Outcome
from kiosk.backends.offision.operations import Operation, Reply, operations
from kiosk.backends.offision.paging import Page, pages, read_page
from kiosk.backends.offision.search import Record, Search, joined

ROWS_A_PAGE = 1000
_WORKBOOK = b"PK\x03\x04"
Query = Mapping[str, Value]


class Calls:
    """One server's operations by name.

    Every method may raise `BackendError`, and ValueError where a value that belongs into the path is missing.
    """

    def __init__(self, transport: Transport, paths: Mapping[str, str]) -> None:
        """`paths` replaces default paths by operation name; raises ValueError where one is not to be used."""
        self.transport = transport
        self.operations = operations(paths)

    async def one(self, name: str, kind: type[Record], query: Query | None = None, body: Wire | None = None) -> Record:
        """The one record that the operation answers."""
        operation = self.operations[name]
        answer = await self.answer(name, query, None if body is None else msgspec.json.encode(body))
        try:
            return read(kind, parse(answer.body))[0]
        except Unreadable:
            raise self._garbled(operation, answer.body, "an object") from None

    async def posted(self, name: str, body: Wire) -> None:
        """Post what has no answer but whether it succeeded; raises `Rejected` where it did not."""
        outcome = await self.one(name, Outcome, body=body)
        if not outcome.is_success:
            sentence = f"{self._where(self.operations[name])} ({name}) says that it did not succeed."
            raise Rejected(sentence, "Check that the id in it is one that the server knows.")

    async def parsed(self, name: str) -> object:
        """The answer as plain values, whatever its fields are."""
        body = (await self.answer(name)).body
        try:
            return parse(body)
        except Unreadable:
            raise self._garbled(self.operations[name], body, "JSON") from None

    def search(
        self, name: str, kind: type[Record], listed: str, ids: Sequence[str], fixed: Mapping[str, Value]
    ) -> Search[Record]:
        """A search, page by page; where the list of `ids` (the parameter `listed`) is long, in several requests."""
        operation = self.operations[name]
        beside = self._length(operation, {**fixed, "row": ROWS_A_PAGE, "page": 10_000, listed: "-"})

        async def fetch(query: Query, number: int | None) -> Page:
            answer = await self.answer(name, {**query, "page": number, "row": ROWS_A_PAGE})
            try:
                return read_page(answer.body)
            except Unreadable:
                raise self._garbled(operation, answer.body, "a list of data with its total") from None

        async def parts() -> AsyncGenerator[Decoded[Record], None]:
            for batch in batches(ids, beside) if ids else [()]:
                async for page in pages(partial(fetch, {**fixed, listed: batch})):
                    yield decode_all(kind, page.items)

        return Search(parts)

    async def array(self, name: str, kind: type[Record], query: Query) -> Decoded[Record]:
        """The records of one bare array."""
        return self.items(name, kind, await self.answer(name, query))

    async def arrays(
        self, name: str, kind: type[Record], listed: str, ids: Sequence[str], fixed: Mapping[str, Value]
    ) -> Decoded[Record]:
        """The records of the bare arrays that `batched` asks for."""
        answers = await self.batched(name, listed, ids, fixed)
        return joined([self.items(name, kind, answer) for answer in answers])

    async def batched(self, name: str, listed: str, ids: Sequence[str], fixed: Mapping[str, Value]) -> list[Answer]:
        """One answer a batch of ids, all at once; where one fails, that failure."""
        beside = self._length(self.operations[name], {**fixed, listed: "-"})
        asked = [self.answer(name, {**fixed, listed: batch}) for batch in batches(ids, beside)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
        return [answer for answer in answers if isinstance(answer, Answer)]

    def items(self, name: str, kind: type[Record], answer: Answer) -> Decoded[Record]:
        """The records of an answer that is a bare array."""
        try:
            return decode_all(kind, split(answer.body))
        except Unreadable:
            raise self._garbled(self.operations[name], answer.body, "a list") from None

    async def answer(self, name: str, query: Query | None = None, body: bytes | None = None) -> Answer:
        """The answer as it came, and not empty where something was to be answered."""
        operation = self.operations[name]
        path, rest = _filled(operation, query or {})
        try:
            answer = await self.transport.request(operation.method, path, encode(rest), body)
        except NotFound as missing:
            failure = NotFound(missing.sentence, _advice(operation, of_one=bool(operation.in_path or body)))
        else:
            if answer.body.strip() or operation.reply is Reply.STRING:
                return answer
            raise self._garbled(operation, b"", "JSON")
        raise failure

    async def file(self, name: str, query: Query, path: Path, *, largest: int, seconds: float) -> None:
        """A workbook, written to `path`: whole or not at all, at most `largest` bytes, within `seconds`.

        Raises OSError where it cannot be written.
        """
        operation = self.operations[name]
        target, rest = _filled(operation, query)
        with new_file(path) as take:
            try:
                answer = await self.transport.download(target, encode(rest), Stream(take, largest), seconds=seconds)
            except NotFound as missing:
                raise NotFound(missing.sentence, _advice(operation)) from None
            if not answer.body.startswith(_WORKBOOK):
                raise self._garbled(operation, answer.body, "a workbook (.xlsx)")

    def _length(self, operation: Operation, query: Mapping[str, Value]) -> int:
        address = self.transport.address
        return len(f"{address.origin}{address.prefix}{operation.path}?{encode(query)}")

    def _garbled(self, operation: Operation, body: bytes, expected: str) -> Garbled:
        found = "something else, or only a part of it" if body.strip() else "an empty body"
        return Garbled(
            f"{self._where(operation)} ({operation.name}) should answer {expected}, but answered {found}.",
            _advice(operation),
        )

    def _where(self, operation: Operation) -> str:
        return f"{self.transport.address.origin}{self.transport.address.prefix}{operation.path}"


def _filled(operation: Operation, query: Query) -> tuple[str, Query]:
    """The path with its values in it, and the values that are left for the query."""
    inside = {name: str(query.get(name, "")) for name in operation.in_path}
    return operation.filled(inside), {name: value for name, value in query.items() if name not in inside}


def _advice(operation: Operation, *, of_one: bool = False) -> str:
    """What to do about an answer that is none; `of_one` where a wrong id may be the cause as well."""
    first = "Check the id that is asked for. " if of_one else ""
    if operation.confirmed:
        return f"{first}Check the server's address, and the path of {operation.name} if [offision.paths] names one."
    return (
        f"{first}{operation.path} is only this program's default for {operation.name}: read the real path off your "
        f"server's own API page and "
        f'set it in the config, under [offision.paths], as "{operation.name}" = "/…".'
    )
