"""A set-up is tried against a real server, and each way to fail has its own name."""

import asyncio
import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.config import Config
from kiosk.domain.connection import Trouble
from kiosk.server.run import EmbeddedServer
from kiosk.setup.device import Device
from kiosk.setup.draft import Draft, Kind
from kiosk.setup.trial import Mistake, address_of
from tests.app.programs import environment
from tests.secrets.keyrings import keyring
from tests.setup.panels import TOKEN, device_at
from tests.wire.scripted_server import Reply, serving


async def problem(device: Device, draft: Draft) -> Trouble | Mistake | None:
    return (await device.try_out(draft)).problem


@pytest.mark.parametrize("kind", ["offision", "local"])
async def test_a_set_up_that_works_tells_the_rooms(device: Device, served: str, kind: Kind) -> None:
    trial = await device.try_out(Draft(kind=kind, url=served, secret=TOKEN))

    assert trial.problem is None
    assert {"Victoria"} < {room.name for room in trial.rooms}
    assert not [room for room in trial.rooms if room.gone]


async def test_a_wrong_token_is_named(device: Device, served: str) -> None:
    assert await problem(device, Draft(kind="offision", url=served, secret="wrong-token")) is Trouble.NOT_ALLOWED


async def test_no_token_is_named(device: Device, served: str) -> None:
    assert await problem(device, Draft(kind="offision", url=served)) is Mistake.SECRET


async def test_nobody_at_the_address_is_named(device: Device) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert await problem(device, Draft(kind="offision", url=url, secret=TOKEN)) is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(b"<html>Welcome</html>"), Trouble.GARBLED),
        (Reply(b"", status=302), Trouble.LOGIN_PAGE),
        (Reply(b"[]", status=500), Trouble.SERVER_ERROR),
        (Reply(b"{}", status=404), Trouble.NOT_FOUND),
        (Reply(b"{}", status=403), Trouble.NOT_ALLOWED),
    ],
)
async def test_another_server_is_named_for_what_it_answers(
    device: Device, reply: Reply, expected: Trouble | Mistake
) -> None:
    async with serving(lambda _: reply) as server:
        assert await problem(device, Draft(kind="offision", url=server.url, secret=TOKEN)) is expected


async def test_a_server_without_rooms_is_named(device: Device, tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "empty.sqlite", TOKEN, demo=False, clock=Clock())
    try:
        draft = Draft(kind="local", url=server.start(), secret=TOKEN)
        assert await problem(device, draft) is Mistake.NO_ROOMS
    finally:
        server.stop()


async def test_plain_http_to_another_machine_is_not_even_tried(device: Device) -> None:
    draft = Draft(kind="offision", url="http://rooms.invalid", secret=TOKEN)

    assert await problem(device, draft) is Mistake.ADDRESS


async def test_a_trial_leaves_nothing_in_the_panels_folders(device: Device, served: str, tmp_path: Path) -> None:
    await device.try_out(Draft(kind="offision", url=served, secret=TOKEN))

    assert not any(await asyncio.to_thread(os.listdir, tmp_path))


async def test_the_tokens_of_the_old_server_do_not_reach_a_new_one(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    old = f'[backend]\nkind = "offision"\nurl = "https://old.invalid"\ntoken_file = "{token}"\n[panel]\nroom = "1"\n'
    device = device_at(tmp_path, config=old)
    async with serving(lambda _: Reply(b"[]")) as server:
        found = await problem(device, Draft(kind="offision", url=server.url))

        assert found is Mistake.SECRET
        assert server.requests == []


async def test_the_kept_token_is_tried_at_its_own_server(tmp_path: Path, served: str) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    own = f'[backend]\nkind = "offision"\nurl = "{served}"\ntoken_file = "{token}"\n[panel]\nroom = "1"\n'
    device = device_at(tmp_path, config=own)

    assert await problem(device, device.draft()) is None


def with_a_keyring(home: Path, url: str) -> Device:
    """A panel whose token for the server at `url` is in the keyring."""
    own = f'[backend]\nkind = "offision"\nurl = "{url}"\ntoken_keyring = "door"\n[panel]\nroom = "1"\n'
    settings = device_at(home, config=own).settings
    there = environment(home, KIOSK_TOKEN="") | keyring(home, door=TOKEN)
    return Device(replace(settings, environment={**settings.environment, **there}), Clock())


async def test_an_entry_of_the_keyring_does_not_reach_a_new_server(tmp_path: Path) -> None:
    device = with_a_keyring(tmp_path, "https://old.invalid")
    async with serving(lambda _: Reply(b"[]")) as server:
        assert await problem(device, Draft(kind="offision", url=server.url)) is Mistake.SECRET
        assert server.requests == []


async def test_an_entry_of_the_keyring_is_tried_at_its_own_server(tmp_path: Path, served: str) -> None:
    device = with_a_keyring(tmp_path, served)

    assert await problem(device, device.draft()) is None


async def test_a_demo_of_the_config_has_its_rooms_to_choose_from(tmp_path: Path) -> None:
    device = device_at(tmp_path, config='[server]\ndemo = true\n[panel]\nroom = "1"\n')

    assert "Victoria" in {room.name for room in (await device.try_out(device.draft())).rooms}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("rooms.example.com", "https://rooms.example.com"),
        (" https://rooms.example.com/ ", "https://rooms.example.com"),
        ("rooms.example.com:8443/eu", "https://rooms.example.com:8443/eu"),
        ("HTTPS://Rooms.Example.com", "https://rooms.example.com"),
        ("127.0.0.1:8750", "http://127.0.0.1:8750"),
        ("localhost:8750", "http://localhost:8750"),
        ("intranet", "https://intranet"),
        ("http://rooms.example.com", Mistake.PLAIN_HTTP),
        ("", Mistake.ADDRESS),
        ("rooms example.com", Mistake.ADDRESS),
        ("https://rooms.example.com/?a=1", Mistake.ADDRESS),
        ("https://ada:pw@rooms.example.com", Mistake.ADDRESS),
        ("ftp://rooms.example.com", Mistake.ADDRESS),
        ("Yk3jHq7Lw92mZpQxT4vB8nRs", Mistake.ADDRESS),
        ("https://", Mistake.ADDRESS),
        ("https://[::1", Mistake.ADDRESS),
    ],
)
def test_an_address_is_read_as_it_was_meant(typed: str, address: str | Mistake) -> None:
    assert address_of("offision", typed) == address


def test_nexudus_needs_no_address() -> None:
    assert address_of("nexudus", " ") == ""


def test_a_new_panel_is_no_server_yet(device: Device) -> None:
    assert device.draft() == Draft(language=Config().panel.language, theme=Config().panel.theme)
