"""How planes get into an OpenDisplay panel, frame by frame, whole or in part. Knows no tag and keeps nothing."""

from dataclasses import dataclass

from kiosk.backends.errors import BackendError, Garbled, ServerTrouble, TimedOut
from kiosk.tags.codecs.opendisplay import compressed
from kiosk.tags.codecs.opendisplay_patch import Patch
from kiosk.tags.gateways.frames import Frames

_CONFIG, _START, _DATA, _END, _DRAWN, _NOT_DRAWN, _PART = 0x0040, 0x0070, 0x0071, 0x0072, 0x0073, 0x0074, 0x0076
_LARGEST_START, _LARGEST_PART = 194, 181
_LARGEST_DATA = 4092  # a whole frame of the local network has 4,096 bytes, four of them its length and its code
_IN_PART = b"\x02"


@dataclass(frozen=True, slots=True)
class Upload:
    """One visit to a panel. `answer` are the seconds for one answer, `drawing` those for its ink."""

    panel: Frames
    answer: float
    drawing: float

    async def config(self) -> bytes:
        """What the panel says of itself, put together; empty where nothing can be read. It may hold secrets."""
        await self.panel.send(_CONFIG)
        code, first = await self.panel.answer(self.answer)
        total, config = int.from_bytes(first[2:4], "little"), first[4:]
        while code == _CONFIG and len(config) < total:
            code, more = await self.panel.answer(self.answer)
            if not (piece := more[2:]):
                return b""
            config += piece
        return config if code == _CONFIG else b""

    async def whole(self, data: bytes, how: bytes, etag: bytes) -> bool:
        """Have all of it drawn; False where the panel had enough and began by itself, told neither how nor the name."""
        if await self._began(data):
            return False
        await self.panel.send(_END, how + etag)
        self._expect(await self.panel.answer(self.answer + self.drawing), _END)
        return True

    async def part(self, patch: Patch, before: bytes, after: bytes, *, inflates: bool) -> bytes | None:
        """Have a part drawn, from a sign by its name to another; why the panel refuses, None where it draws.

        Compressed, where the panel `inflates` it and that makes it shorter.
        """
        stream = min(patch.data, compressed(patch.data), key=len) if inflates else patch.data
        packed = stream is not patch.data
        where = b"".join([side.to_bytes(2, "big") for side in patch[:4]])
        head = bytes([packed]) + before + after + where + stream[:_LARGEST_PART]
        pieces = range(_LARGEST_PART, len(stream), _LARGEST_DATA)
        data = [(_DATA, stream[at : at + _LARGEST_DATA]) for at in pieces]
        for code, body in ((_PART, head), *data, (_END, _IN_PART)):
            await self.panel.send(code, body)
            answer = await self.panel.answer(self.answer + (self.drawing if code == _END else 0.0))
            if answer[0] is None:
                return answer[1]
            self._expect(answer, code)
        return None

    async def drawn(self) -> None:
        """Await that the panel has drawn."""
        answer = await self.panel.answer(self.drawing)
        if answer[0] == _NOT_DRAWN:
            where = self.panel.where
            raise TimedOut(f"{where} took the sign but did not finish drawing it.", "Check the panel's cable.")
        self._expect(answer, _DRAWN)

    async def _began(self, data: bytes) -> bool:
        """Send all the data, compressed unless the panel refuses that; whether the panel began to draw by itself."""
        packed = compressed(data)
        await self.panel.send(_START, len(data).to_bytes(4, "little") + packed[:_LARGEST_START])
        code, _ = await self.panel.answer(self.answer)
        if code == _START:
            return await self._streamed(packed[_LARGEST_START:])
        await self.panel.send(_START)
        self._expect(await self.panel.answer(self.answer), _START)
        return await self._streamed(data)

    async def _streamed(self, data: bytes) -> bool:
        for start in range(0, len(data), _LARGEST_DATA):
            await self.panel.send(_DATA, data[start : start + _LARGEST_DATA])
            answer = await self.panel.answer(self.answer)
            if answer[0] == _END:
                return True
            self._expect(answer, _DATA)
        return False

    def _expect(self, answer: tuple[int | None, bytes], code: int) -> None:
        """Raises where the panel says anything else than that it did as it was told."""
        if answer[0] != code:
            raise self._wrong(answer)

    def _wrong(self, answer: tuple[int | None, bytes]) -> BackendError:
        where = self.panel.where
        if answer[0] is None:
            return ServerTrouble(f"{where} refused a part of the sign (error {answer[1].hex()}).")
        return Garbled(f"{where} answered {answer[0]:#06x}, which is not expected here.")
