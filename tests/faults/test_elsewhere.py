"""A server that sends the program elsewhere: nobody goes there, so nobody there learns the token."""

import asyncio
from pathlib import Path

import pytest

from kiosk.backends.errors import LoginPage
from kiosk.backends.offision.backend import OffisionBackend
from tests.faults.damage import says
from tests.faults.door import Door, at_the_door

STATUSES = (300, 301, 302, 303, 307, 308)
LOCATIONS = ("http://127.0.0.1:{port}/", "//127.0.0.1:{port}/x", "http://localhost:{port}/a?b=c", "/elsewhere", "")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_no_redirect_is_followed(tmp_path: Path, method: str) -> None:
    async def story(door: Door) -> None:
        visits: list[asyncio.StreamWriter] = []
        stranger = await asyncio.start_server(lambda _, writer: visits.append(writer), "127.0.0.1", 0)
        port = stranger.sockets[0].getsockname()[1]
        assert isinstance(door.backend, OffisionBackend)
        for status in STATUSES:
            for location in LOCATIONS:
                door.line.seen.clear()
                door.line.damage = says(status, b"token", Location=location.format(port=port))
                with pytest.raises(LoginPage):
                    await door.backend.client.transport.request(method, "/x", body=None if method == "GET" else b"{}")
                assert [one.path for one in door.line.seen] == ["/x"]
        assert visits == []
        stranger.close()

    at_the_door(tmp_path, story, polls=False)
