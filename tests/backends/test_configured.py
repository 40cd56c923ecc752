"""From the config file to the backend that it names: what a room is booked by, and which address it may have."""

import argparse
import json
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.settings import Settings, settle
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


def settled(folder: Path, config: str) -> Settings:
    path = folder / "kiosk.toml"
    path.write_text(config, encoding="utf-8")
    environment = {"KIOSK_TOKEN": "t", "KIOSK_DATA_DIR": str(folder)}
    return settle(argparse.Namespace(config=path, demo=False), environment)


async def test_a_room_is_booked_by_the_address_in_the_config(tmp_path: Path) -> None:
    async with serving(lambda _: json_reply({"id": 31})) as server:
        settings = settled(tmp_path, CONFIG.format(url=server.url))
        with open_memory(settings, Clock()) as memory:
            async with open_backend(settings, Clock(), memory) as backend:
                await booker(backend).book(ATRIUM, NOW, at(1))
        (sent,) = [json.loads(one.body) for one in server.requests]
    assert sent["resources"] == ["atrium@example.com"]


@pytest.mark.parametrize("kind", ["local", "offision"])
@pytest.mark.parametrize("allowed", [False, True])
async def test_plain_http_to_another_machine_is_the_configs_to_allow(
    kind: str, tmp_path: Path, *, allowed: bool
) -> None:
    allowing = "allow_plain_http = true\n" if allowed else ""
    settings = settled(tmp_path, f'[backend]\nkind = "{kind}"\nurl = "http://rooms.invalid:8750"\n{allowing}')
    with open_memory(settings, Clock()) as memory:
        if allowed:
            async with open_backend(settings, Clock(), memory) as backend:
                assert backend.capabilities.create_booking
        else:
            with pytest.raises(ConfigError, match="http"):
                async with open_backend(settings, Clock(), memory):
                    pass
