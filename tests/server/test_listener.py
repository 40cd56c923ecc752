"""A rush of connections, where few files may be open: told once, and others are answered once it is over."""

import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import pytest

from tests.app.programs import READY, TOKEN, environment, token_file

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")]


def test_a_rush_takes_no_file_that_the_server_needs_and_floods_no_log(tmp_path: Path) -> None:
    own = ("--port", "0", "--token-file", str(token_file(tmp_path)), "--data", str(tmp_path / "rooms.sqlite"))
    command = ["sh", "-c", 'ulimit -n 64; exec "$@"', "sh", sys.executable, "-m", "kiosk", "server", *own]
    with subprocess.Popen(
        command, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().removeprefix(READY).strip()
        address = ("127.0.0.1", int(url.rpartition(":")[2]))
        with ExitStack() as stack:
            for _ in range(300):
                stack.enter_context(socket.create_connection(address, timeout=60))
        while True:
            with suppress(httpx.TransportError):
                assert httpx.get(f"{url}/openapi.json", trust_env=False).status_code == 200
                break
        server.send_signal(signal.SIGTERM)
        _, said = server.communicate()
    assert server.returncode == 0
    assert "Traceback" not in said
    assert len(said.splitlines()) < 10
    assert TOKEN not in said
