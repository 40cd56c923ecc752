"""A small MQTT 3.1.1 broker on the loopback: one topic, no memory; what a test publishes reaches who subscribed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PUBLISH = 3


class Broker:
    """Notes connections and subscriptions; `port` is where it listens."""

    def __init__(self) -> None:
        self.port = 0
        self.connected: list[bytes] = []
        self.topics: list[str] = []
        self.news = asyncio.Event()
        self._writers: set[asyncio.StreamWriter] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while packet := await _packet(reader):
                self._answer(*packet, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    def publish(self, payload: bytes) -> None:
        """To everybody, on the topic that was subscribed to last."""
        topic = self.topics[-1].encode()
        body = len(topic).to_bytes(2, "big") + topic + payload
        for writer in self._writers:
            writer.write(bytes([PUBLISH << 4, len(body)]) + body)

    def drop(self) -> None:
        """Hang up on everybody."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def subscribed(self, count: int) -> None:
        """Return as soon as so many subscriptions have come."""
        while len(self.topics) < count:
            self.news.clear()
            await self.news.wait()

    def _answer(self, kind: int, body: bytes, writer: asyncio.StreamWriter) -> None:
        match kind:
            case 1:
                self.connected.append(body)
                writer.write(b"\x20\x02\x00\x00")
            case 8:
                length = int.from_bytes(body[2:4], "big")
                self.topics.append(body[4 : 4 + length].decode())
                writer.write(b"\x90\x03" + body[:2] + b"\x00")
                self.news.set()
            case 12:
                writer.write(b"\xd0\x00")
            case _:
                pass


async def _packet(reader: asyncio.StreamReader) -> tuple[int, bytes] | None:
    head = await reader.read(1)
    if not head:
        return None
    length = (await reader.readexactly(1))[0]  # a test's packets are shorter than 128 bytes
    return head[0] >> 4, await reader.readexactly(length)


@asynccontextmanager
async def broker() -> AsyncIterator[Broker]:
    one = Broker()
    server = await asyncio.start_server(one.serve, "127.0.0.1", 0)
    one.port = server.sockets[0].getsockname()[1]
    try:
        yield one
    finally:
        server.close()
        one.drop()
