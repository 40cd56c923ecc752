"""An OpenDisplay panel on a real socket: frames, a small window for zlib, and ways to go wrong."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

CONFIG, START, DATA, END, DRAWN, NOT_DRAWN = 0x40, 0x70, 0x71, 0x72, 0x73, 0x74
LARGEST = 4094  # without its length: the firmware hangs up on a larger frame


class Habit(Enum):
    """What it does otherwise than it should."""

    WELL = auto()
    NO_ZLIB = auto()
    NO_ZLIB_OLD = auto()
    BEGINS_BY_ITSELF = auto()
    HIGH_BIT = auto()
    NOT_DRAWN = auto()
    REFUSES_DATA = auto()
    CUTS_IN_DATA = auto()
    CUTS_BEFORE_DRAWN = auto()
    HANGS = auto()
    NONSENSE = auto()
    EMPTY_FRAME = auto()


@dataclass
class Panel:
    size: int
    habit: Habit = Habit.WELL
    port: int = 0
    drawn: list[bytes] = field(default_factory=list)
    etags: list[int] = field(default_factory=list)
    largest: int = 0
    visits: int = 0
    drawn_before: list[int] = field(default_factory=list)
    writers: set[asyncio.StreamWriter] = field(default_factory=set)
    settings: bytes = b"abcd"
    heard: list[bytes] = field(default_factory=list)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        self.writers.add(writer)
        try:
            await _Visit(self, reader, writer).serve()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.writers.discard(writer)
            writer.close()

    def cut(self) -> None:
        for writer in self.writers:
            writer.transport.abort()


class _Visit:
    def __init__(self, panel: Panel, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.panel, self.reader, self.writer = panel, reader, writer
        self.data = b""
        self.packed = False

    async def serve(self) -> None:
        while True:
            length = int.from_bytes(await self.reader.readexactly(2), "little")
            if not 0 < length <= LARGEST:
                return
            frame = await self.reader.readexactly(length)
            self.panel.largest = max(self.panel.largest, length)
            self.panel.heard.append(frame)
            if not await self.answer(int.from_bytes(frame[:2], "big"), frame[2:]):
                return

    async def say(self, code: int, data: bytes = b"") -> None:
        if self.panel.habit is Habit.HIGH_BIT:
            code |= 0x8000
        await self.write(struct.pack(">H", code) + data)

    async def write(self, frame: bytes) -> None:
        self.writer.write(struct.pack("<H", len(frame)) + frame)
        await self.writer.drain()

    async def answer(self, code: int, data: bytes) -> bool:
        habit = self.panel.habit
        if habit is Habit.HANGS:
            await self.reader.read()
            return False
        if habit in {Habit.NONSENSE, Habit.EMPTY_FRAME}:
            await self.write(b"\x12\x34" if habit is Habit.NONSENSE else b"")
            return True
        match code:
            case 0x40:
                await self.say(CONFIG, struct.pack("<HH", 0, len(self.panel.settings)) + self.panel.settings)
            case 0x70 if data and habit in {Habit.NO_ZLIB, Habit.NO_ZLIB_OLD}:
                await self.write(b"\xff\x70" if habit is Habit.NO_ZLIB else b"\xff\xff")
            case 0x70:
                self.panel.drawn_before.append(len(self.panel.drawn))
                self.packed, self.data = bool(data), data[4:]
                assert not data or int.from_bytes(data[:4], "little") == self.panel.size
                await self.say(START)
            case 0x71:
                return await self.take(data)
            case 0x72:
                await self.say(END)
                await self.draw(int.from_bytes(data[1:], "big"))
            case _:
                await self.write(b"\xff\x00")
        return True

    async def take(self, data: bytes) -> bool:
        self.data += data
        match self.panel.habit:
            case Habit.REFUSES_DATA:
                await self.write(b"\xff\x71\x06\x00")
            case Habit.CUTS_IN_DATA:
                return False
            case Habit.BEGINS_BY_ITSELF if self.whole() is not None:
                await self.say(END)
                await self.draw(0)
            case _:
                await self.say(DATA)
        return True

    async def draw(self, etag: int) -> None:
        if self.panel.habit is Habit.CUTS_BEFORE_DRAWN:
            self.writer.transport.abort()
            return
        whole = self.whole()
        if self.panel.habit is Habit.NOT_DRAWN or whole is None:
            await self.say(NOT_DRAWN)
            return
        self.panel.drawn.append(whole)
        self.panel.etags.append(etag)
        await self.say(DRAWN)

    def whole(self) -> bytes | None:
        """All of the planes, by a reader whose window is as small as the firmware's."""
        if not self.packed:
            return self.data if len(self.data) == self.panel.size else None
        reader = zlib.decompressobj(9)
        data = reader.decompress(self.data)
        return data if reader.eof and len(data) == self.panel.size else None


@asynccontextmanager
async def panel_of(size: int, habit: Habit = Habit.WELL) -> AsyncIterator[Panel]:
    """A panel that listens; `size` is that of all its planes, in bytes."""
    panel = Panel(size, habit)
    listener = await asyncio.start_server(panel.handle, "127.0.0.1", 0)
    panel.port = listener.sockets[0].getsockname()[1]
    try:
        yield panel
    finally:
        listener.close()
        panel.cut()
        await asyncio.sleep(0)
