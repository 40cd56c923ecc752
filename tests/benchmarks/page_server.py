"""Serves the browser's page, and hands its question on to the local server with the token added."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from tests.app.programs import TOKEN
from tests.benchmarks.building import ROOM

PAGE = Path(__file__).with_name("page.html")
STATUS = "/api/external/bookableResourceStatus/v1"


@contextmanager
def page_server(url: str) -> Iterator[str]:
    """The address of the page about the room of the local server at `url`, on a free loopback port."""
    with httpx.Client(base_url=url, headers={"Authorization": TOKEN}) as client:

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if self.path == "/":
                    self.answer("text/html; charset=utf-8", PAGE.read_bytes())
                elif self.path == "/status":
                    self.answer("application/json", client.get(STATUS, params={"id": ROOM}).content)
                else:
                    self.send_error(404)

            def answer(self, kind: str, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()
