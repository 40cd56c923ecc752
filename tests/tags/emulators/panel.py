"""An OpenDisplay panel on a real socket: frames, a small window for zlib, and ways to go wrong."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

from tests.tags.emulators.panel_screen import NO_PARTS, STREAM, Part, Screen, settings_of

CONFIG, START, DATA, END, DRAWN, NOT_DRAWN, PART = 0x40, 0x70, 0x71, 0x72, 0x73, 0x74, 0x76
_PIECES = 94, 96  # of the answer to CONFIG: the first, and each after it
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
    OLD_KNOWS_NO_PARTS = auto()
    REFUSES_PARTS = auto()
    REFUSES_DATA_OF_PARTS = auto()


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
    screen: Screen = field(default_factory=lambda: Screen(0, 0, 0))
    etag: int = 0
    parts: list[Part] = field(default_factory=list)

    def draws_parts(self, width: int, height: int, parts: int = 1, modes: int = 3) -> None:
        """It is a black-and-white panel of this size, and says what it can."""
        self.settings = settings_of(width, height, parts=parts, modes=modes)
        self.screen = Screen(width, height, parts)

    @property
    def started(self) -> list[int]:
        """The codes of the signs and parts that were begun, in their order."""
        return [frame[1] for frame in self.heard if frame[1] in (START, PART)]

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
        self.part: Part | None = None

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
                await self.tell(self.panel.settings)
            case 0x70 if data and habit in {Habit.NO_ZLIB, Habit.NO_ZLIB_OLD}:
                await self.write(b"\xff\x70" if habit is Habit.NO_ZLIB else b"\xff\xff")
            case 0x70:
                self.part = None
                self.panel.drawn_before.append(len(self.panel.drawn))
                self.packed, self.data = bool(data), data[4:]
                assert not data or int.from_bytes(data[:4], "little") == self.panel.size
                await self.say(START)
            case 0x71:
                return await self.take(data)
            case 0x72:
                await self.end(data)
            case 0x76:
                await self.begin_part(data)
            case _:
                await self.write(b"\xff\x00")
        return True

    async def take(self, data: bytes) -> bool:
        self.data += data
        if self.part is not None and (self.overfull(self.part) or self.panel.habit is Habit.REFUSES_DATA_OF_PARTS):
            await self.refuse(DATA, STREAM)
            return True
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
        self.panel.screen.ink = whole
        await self.shown(etag)

    async def shown(self, etag: int) -> None:
        self.panel.drawn.append(self.panel.screen.ink)
        self.panel.etags.append(etag)
        self.panel.etag = etag
        await self.say(DRAWN)

    async def tell(self, settings: bytes) -> None:
        """In pieces, as the firmware does: each with its number, the first with the length of all."""
        first, other = _PIECES
        starts = [0, *range(first, len(settings), other)]
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(settings)], strict=True)):
            length = b"" if number else len(settings).to_bytes(2, "little")
            await self.say(CONFIG, number.to_bytes(2, "little") + length + settings[start:end])

    async def end(self, data: bytes) -> None:
        if self.part is not None:
            await self.end_part(self.part, data)
            return
        await self.say(END)
        await self.draw(int.from_bytes(data[1:], "big"))

    async def begin_part(self, data: bytes) -> None:
        if self.panel.habit is Habit.OLD_KNOWS_NO_PARTS:
            return
        part = Part.of(data)
        self.packed, self.data = bool(part.flags & 1), data[17:]
        reason = part.refused(self.panel.screen, self.panel.etag)
        if self.panel.habit is Habit.REFUSES_PARTS:
            reason = NO_PARTS
        if not reason and self.overfull(part):
            reason = STREAM
        if reason:
            await self.refuse(PART, reason)
            return
        self.part = part
        await self.say(PART)

    async def refuse(self, code: int, reason: int) -> None:
        """Any refusal makes the panel forget under which name it shows what it does."""
        self.panel.etag, self.part = 0, None
        await self.write(bytes((0xFF, code, reason, 0)))

    async def end_part(self, part: Part, data: bytes) -> None:
        """The end says no name here, and nothing begins without it."""
        planes = self.unpacked(part.size)
        if len(data) > 1 or planes is None:
            await self.refuse(END, STREAM)
            return
        self.part = None
        await self.say(END)
        if self.panel.habit is Habit.CUTS_BEFORE_DRAWN:
            self.writer.transport.abort()
        elif self.panel.habit is Habit.NOT_DRAWN:
            self.panel.etag = 0
            await self.say(NOT_DRAWN)
        else:
            self.panel.parts.append(part)
            self.panel.screen.draw(part, planes)
            await self.shown(part.new)

    def overfull(self, part: Part) -> bool:
        return not self.packed and len(self.data) > part.size

    def whole(self) -> bytes | None:
        return self.unpacked(self.panel.size)

    def unpacked(self, size: int) -> bytes | None:
        """All of the planes, by a reader whose window is as small as the firmware's; None unless there are so many."""
        if not self.packed:
            return self.data if len(self.data) == size else None
        reader = zlib.decompressobj(9)
        data = reader.decompress(self.data)
        return data if reader.eof and len(data) == size else None


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
