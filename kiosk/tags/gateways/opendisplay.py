"""One OpenDisplay panel on the local network: planes over TCP, confirmed once the panel has drawn them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from zlib import crc32

from kiosk.backends.errors import BackendError, Garbled, NoAnswer, ServerTrouble, TimedOut
from kiosk.tags.codecs.opendisplay import compressed, planes
from kiosk.tags.gateways.frames import Frames, connected
from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport

PORT = 2446
ANSWER_SECONDS = 30.0
DRAWING_SECONDS = 90.0
_CONFIG, _START, _DATA, _END, _DRAWN, _NOT_DRAWN = 0x0040, 0x0070, 0x0071, 0x0072, 0x0073, 0x0074
_LARGEST_START = 194
_LARGEST_DATA = 4092  # a whole frame of the local network has 4,096 bytes, four of them its length and its code
_FULL, _FAST = b"\x00", b"\x01"


class OpenDisplay:
    """The panel `tag` at a host and port. `answer_seconds` is for one answer, `drawing_seconds` for its ink."""

    def __init__(
        self,
        tag: str,
        host: str,
        port: int = PORT,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        drawing_seconds: float = DRAWING_SECONDS,
    ) -> None:
        self._tag = tag
        self._host = host
        self._port = port
        self._answer = answer_seconds
        self._drawing = drawing_seconds
        self._shown: str | None = None
        self._one_at_a_time = asyncio.Lock()

    async def push(self, sign: Sign) -> Pushed:
        """Send it and await that it was drawn: compressed, or as it is where the panel refuses that."""
        data = planes(sign.mounted)
        async with self._open() as panel:
            self._shown = None
            done = await self._began(panel, data)
            if not done:
                await panel.send(_END, (_FULL if sign.full else _FAST) + _etag(sign.face))
                self._expect(await panel.answer(self._answer + self._drawing), _END)
            await self._await_drawn(panel)
        self._shown = sign.face
        return Pushed(shown=True)

    async def look(self) -> tuple[TagReport, ...]:
        """Whether it can be reached; it tells neither its battery nor what it shows."""
        try:
            async with self._open() as panel:
                await panel.send(_CONFIG)
                await panel.answer(self._answer)
        except NoAnswer:
            return (TagReport(self._tag, shown=self._shown, online=False),)
        return (TagReport(self._tag, shown=self._shown, online=True),)

    def remember(self, tag: str, face: str, mark: str) -> None:
        """Nothing: what was not confirmed on the spot was not shown."""

    async def aclose(self) -> None:
        """Nothing is held between pushes."""

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[Frames]:
        """The panel takes one visitor at a time."""
        async with self._one_at_a_time:
            panel = await connected(self._host, self._port, self._answer)
            try:
                yield panel
            finally:
                panel.close()

    async def _began(self, panel: Frames, data: bytes) -> bool:
        """Send all the data; whether the panel began to draw by itself, as it does when it has enough."""
        packed = compressed(data)
        await panel.send(_START, len(data).to_bytes(4, "little") + packed[:_LARGEST_START])
        code, _ = await panel.answer(self._answer)
        if code == _START:
            return await self._streamed(panel, packed[_LARGEST_START:])
        await panel.send(_START)
        self._expect(await panel.answer(self._answer), _START)
        return await self._streamed(panel, data)

    async def _streamed(self, panel: Frames, data: bytes) -> bool:
        for start in range(0, len(data), _LARGEST_DATA):
            await panel.send(_DATA, data[start : start + _LARGEST_DATA])
            answer = await panel.answer(self._answer)
            if answer[0] == _END:
                return True
            self._expect(answer, _DATA)
        return False

    async def _await_drawn(self, panel: Frames) -> None:
        answer = await panel.answer(self._drawing)
        if answer[0] == _NOT_DRAWN:
            raise TimedOut(f"{panel.where} took the sign but did not finish drawing it.", "Check the panel's cable.")
        self._expect(answer, _DRAWN)

    def _expect(self, answer: tuple[int | None, bytes], code: int) -> None:
        """Raises where the panel says anything else than that it did as it was told."""
        if answer[0] != code:
            raise self._wrong(answer)

    def _wrong(self, answer: tuple[int | None, bytes]) -> BackendError:
        where = f"{self._host}:{self._port}"
        if answer[0] is None:
            return ServerTrouble(f"{where} refused a part of the sign (error {answer[1].hex()}).")
        return Garbled(f"{where} answered {answer[0]:#06x}, which is not expected here.")


def _etag(face: str) -> bytes:
    """Four bytes that name what the panel shows, never all zero, which stands for nothing."""
    return (crc32(face.encode()) or 1).to_bytes(4, "big")
