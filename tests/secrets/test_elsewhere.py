"""A secret goes to the server that it belongs to, encrypted, and to no other: not by a redirect, not in the clear."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.app.programs import kiosk

CANARY = "canary-c07e-secret"
KINDS = {
    "offision": '[backend]\nkind = "offision"\nurl = "{url}"\ntoken_file = "{secret}"\n',
    "local": '[backend]\nkind = "local"\nurl = "{url}"\ntoken_file = "{secret}"\n',
    "nexudus": '[backend]\nkind = "nexudus"\nurl = "{url}"\n[nexudus]\nusername = "u"\npassword_file = "{secret}"\n',
    "nexudus with a client": '[backend]\nkind = "nexudus"\nurl = "{url}"\n'
    '[nexudus]\nusername = "u"\nclient_id = "door"\npassword_file = "{secret}"\n',
    "relay": '[backend]\nkind = "nexudus"\n[nexudus]\nrelay = "{url}"\nrelay_token_file = "{secret}"\n',
}


class Server:
    """A real server; `asked` are the paths that were asked for. With `onward` it sends everybody there."""

    def __init__(self, status: int = 200, onward: str = "") -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                asked.append(self.path)
                self.send_response(status)
                if onward:
                    self.send_header("Location", onward + self.path)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST = do_PUT = answer  # noqa: N815 - the names that are looked for

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def two(status: int) -> Iterator[tuple[Server, Server]]:
    """A server that sends everybody to a stranger, and that stranger, by another name of this machine."""
    stranger = Server()
    server = Server(status, f"http://localhost:{stranger.port}")
    try:
        yield server, stranger
    finally:
        server.stop()
        stranger.stop()


def config(folder: Path, kind: str, url: str) -> str:
    secret = folder / "secret"
    secret.touch(0o600)
    secret.write_text(CANARY)
    path = folder / "kiosk.toml"
    path.write_text(KINDS[kind].format(url=url, secret=secret) + '[panel]\nroom = "1"\ntime_zone = "UTC"\n')
    return str(path)


@pytest.mark.slow
@pytest.mark.parametrize("status", [302, 307, 308])
@pytest.mark.parametrize("kind", KINDS)
def test_a_redirect_takes_no_secret_to_a_stranger(tmp_path: Path, kind: str, status: int) -> None:
    with two(status) as (server, stranger):
        path = config(tmp_path, kind, f"http://127.0.0.1:{server.port}")
        done = kiosk("status", "--debug", "--config", path, home=tmp_path / "home", KIOSK_TOKEN="")
    assert server.asked
    assert stranger.asked == []
    assert done.returncode != 0
    assert CANARY not in done.stdout + done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_is_not_sent_in_the_clear_to_another_machine(tmp_path: Path, kind: str) -> None:
    path = config(tmp_path, kind, "http://rooms.example")
    done = kiosk("status", "--config", path, home=tmp_path / "home", KIOSK_TOKEN="")
    assert done.returncode == 2
    assert "http://rooms.example is plain HTTP, on which anyone on the way can read the token; use https://" in (
        done.stderr
    )
    assert CANARY not in done.stdout + done.stderr
