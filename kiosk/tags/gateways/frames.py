"""Frames over TCP: a length of two bytes, then a code and what belongs to it. Knows no picture."""

import asyncio
from contextlib import suppress

from kiosk.backends.errors import Garbled, TimedOut, Unreachable

LARGEST_FRAME = 4096
_ACKNOWLEDGED = 0x8000
_HINT = "Check the panel's address, its power and the network."


async def connected(host: str, port: int, seconds: float) -> "Frames":
    """A line to a panel. Raises `Unreachable` or `TimedOut`."""
    where = f"{host}:{port}"
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_connection(host, port)
    except TimeoutError:
        raise TimedOut(f"{where} took no connection in time.", _HINT) from None
    except OSError:
        raise Unreachable(f"{where} cannot be reached.", _HINT) from None
    return Frames(reader, writer, where)


class Frames:
    """One line; `where` is its other end, as a person may read it. Methods raise `NoAnswer`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, where: str) -> None:
        self.where = where
        self._reader = reader
        self._writer = writer

    async def send(self, code: int, data: bytes = b"") -> None:
        """One frame."""
        self._writer.write((2 + len(data)).to_bytes(2, "little") + code.to_bytes(2, "big") + data)
        try:
            await self._writer.drain()
        except OSError:
            raise Unreachable(f"{self.where} broke off.", _HINT) from None

    async def answer(self, seconds: float) -> tuple[int | None, bytes]:
        """The next frame: the code that it acknowledges, None where it is an error, and what belongs to it."""
        try:
            async with asyncio.timeout(seconds):
                frame = await self._frame()
        except TimeoutError:
            raise TimedOut(f"{self.where} gave no answer in time.", _HINT) from None
        except (asyncio.IncompleteReadError, OSError):
            raise Unreachable(f"{self.where} broke off.", _HINT) from None
        if frame[0] == 0xFF:  # noqa: PLR2004 - how every error of a panel begins
            return None, frame[1:]
        return int.from_bytes(frame[:2], "big") & ~_ACKNOWLEDGED, frame[2:]

    def close(self) -> None:
        """Leave, without waiting for the other end."""
        with suppress(RuntimeError):
            self._writer.close()

    async def _frame(self) -> bytes:
        length = int.from_bytes(await self._reader.readexactly(2), "little")
        if not 2 <= length <= LARGEST_FRAME:  # noqa: PLR2004 - a code has two bytes
            raise Garbled(f"{self.where} answered with something that is no frame.", "Check the port.")
        return await self._reader.readexactly(length)
