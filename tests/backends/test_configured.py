"""From the config file to the name that a room is booked by."""

import argparse
import json
from pathlib import Path

from kiosk.clock import Clock
from kiosk.settings import settle
from kiosk.site import open_backend, open_memory
from tests.backends.acting import booker
from tests.backends.houses import ATRIUM, NOW, at
from tests.wire.scripted_server import json_reply, serving

CONFIG = """
[backend]
kind = "offision"
url = "{url}"
[offision]
booking_resource = "email"
[rooms."1"]
email = "atrium@example.com"
"""


async def test_a_room_is_booked_by_the_address_in_the_config(tmp_path: Path) -> None:
    async with serving(lambda _: json_reply({"id": 31})) as server:
        path = tmp_path / "kiosk.toml"
        path.write_text(CONFIG.format(url=server.url), encoding="utf-8")
        environment = {"KIOSK_TOKEN": "t", "KIOSK_DATA_DIR": str(tmp_path)}
        settings = settle(argparse.Namespace(config=path, demo=False), environment)
        with open_memory(settings, Clock()) as memory:
            async with open_backend(settings, Clock(), memory) as backend:
                await booker(backend).book(ATRIUM, NOW, at(1))
        (sent,) = [json.loads(one.body) for one in server.requests]
    assert sent["resources"] == ["atrium@example.com"]
