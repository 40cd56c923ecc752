"""The guard around all tests lets nothing out, and everything at home in."""

import asyncio
import socket

import pytest

from tests.loopback_only import LeftTheMachineError, is_local


def test_connecting_to_another_machine_is_refused() -> None:
    with socket.socket() as one, pytest.raises(LeftTheMachineError):
        one.connect(("192.0.2.1", 80))


def test_looking_up_another_machine_is_refused() -> None:
    with pytest.raises(LeftTheMachineError):
        socket.getaddrinfo("rooms.example.com", 443)


async def test_an_event_loop_is_refused_as_well() -> None:
    with pytest.raises(LeftTheMachineError):
        await asyncio.open_connection("192.0.2.1", 80)


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as one:
        assert one.getpeername() == server.getsockname()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", b"localhost", None, "no.such.invalid"])
def test_local_hosts(host: object) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "example.com", b"example.com", "localhost.example.com", "::2"])
def test_other_hosts(host: object) -> None:
    assert not is_local(host)
