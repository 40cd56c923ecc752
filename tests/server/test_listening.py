"""Starting and ending: the port, open connections, a second start."""

import asyncio
import http.client
import socket
import threading
from urllib.parse import urlsplit

import pytest
from starlette.types import Receive, Scope, Send

from kiosk.clock import Clock
from kiosk.server.listening import Background, Ready, listen
from kiosk.server.refusal import ServerFault
from kiosk.server.run import EmbeddedServer


def connection(address: str) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)


def test_it_ends_while_a_client_keeps_its_connection() -> None:
    server = EmbeddedServer(None, "a-token", demo=True, clock=Clock())
    client = connection(server.start())
    for _ in range(2):
        client.request("GET", "/openapi.json")
        assert client.getresponse().read()
    server.stop()

    assert client.sock is not None
    assert client.sock.recv(1) == b""
    client.close()


def test_it_ends_while_a_request_hangs() -> None:
    asked = threading.Event()

    async def never(_scope: Scope, _receive: Receive, _send: Send) -> None:
        asked.set()
        await asyncio.Event().wait()

    async def main(stop: asyncio.Event, on_ready: Ready) -> None:
        await listen(never, "127.0.0.1", 0, stop, on_ready)

    background = Background("test", main)
    client = connection(background.start())
    client.request("GET", "/")
    assert asked.wait(60)
    background.stop()
    assert client.getresponse().status == 500
    client.close()


def test_stopping_twice_is_stopping_once() -> None:
    server = EmbeddedServer(None, "a-token", demo=False, clock=Clock())
    server.start()
    server.stop()
    server.stop()


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = EmbeddedServer(None, "a-token", demo=False, clock=Clock(), port=port)
        with pytest.raises(ServerFault, match=str(port)):
            server.start()
        server.stop()
