"""The command line against a strict Nexudus account over real HTTP."""

import asyncio
import json
from pathlib import Path

import pytest

from kiosk.clock import Clock
from tests.app.programs import kiosk
from tests.nexudus.conftest import at
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import NOW
from tests.wire.scripted_server import serving

pytestmark = pytest.mark.slow


def nexudus_config(folder: Path, url: str, user: str = USER, more: str = "") -> str:
    secret = folder / "password"
    secret.write_text(PASSWORD + "\n")
    secret.chmod(0o600)
    path = folder / "kiosk.toml"
    path.write_text(
        f'[backend]\nkind = "nexudus"\nurl = "{url}"\n[nexudus]\nusername = "{user}"\npassword_file = "{secret}"\n'
        f'[panel]\nroom = "1"\ntime_zone = "Europe/Berlin"\n{more}'
    )
    return str(path)


async def test_status_of_an_account(home: Path, tmp_path: Path) -> None:
    fake = FakeNexudus(Clock())
    fake.bookings.put_in(1, at(-1), at(1))
    async with serving(fake) as server:
        arguments = ("status", "--json", "--room", "1", "--room", "2", "--at", NOW.isoformat())
        config = nexudus_config(tmp_path, server.url)
        done = await asyncio.to_thread(kiosk, *arguments, "--config", config, home=home)
    assert done.returncode == 0, done.stderr
    rooms = json.loads(done.stdout)["rooms"]
    assert [(room["name"], room["state"]) for room in rooms] == [("Atrium", "occupied"), ("Library", "free")]
    assert PASSWORD not in done.stdout + done.stderr


async def test_a_wrong_user_is_not_allowed(home: Path, tmp_path: Path) -> None:
    async with serving(FakeNexudus(Clock())) as server:
        config = nexudus_config(tmp_path, server.url, user="stranger@example.net")
        done = await asyncio.to_thread(kiosk, "status", "--config", config, home=home)
    assert done.returncode == 4
    assert PASSWORD not in done.stdout + done.stderr


async def test_rooms_of_an_account(home: Path, tmp_path: Path) -> None:
    async with serving(FakeNexudus(Clock())) as server:
        config = nexudus_config(tmp_path, server.url)
        done = await asyncio.to_thread(kiosk, "rooms", "--json", "--config", config, home=home)
    assert [room["name"] for room in json.loads(done.stdout)] == ["Atrium", "Library"]


async def test_any_operation_of_an_account_can_be_called(home: Path, tmp_path: Path) -> None:
    async with serving(FakeNexudus(Clock())) as server:
        config = nexudus_config(tmp_path, server.url)
        listed = await asyncio.to_thread(kiosk, "api", "--list", "--config", config, home=home)
        name = next(line.split()[0] for line in listed.stdout.splitlines() if "/api/spaces/resources" in line)
        done = await asyncio.to_thread(kiosk, "api", name, "--config", config, home=home)
    assert [one["Name"] for one in json.loads(done.stdout)["Records"]] == ["Atrium", "Library"]


async def test_doctor_names_the_command_that_checks_in(home: Path, tmp_path: Path) -> None:
    async with serving(FakeNexudus(Clock())) as server:
        config = nexudus_config(tmp_path, server.url)
        done = await asyncio.to_thread(kiosk, "doctor", "--json", "--config", config, home=home)
    checks = {one["name"]: one for one in json.loads(done.stdout)["checks"]}
    assert (checks["check-in"]["state"], "X_START" in checks["check-in"]["says"]) == ("good", True)


async def test_doctor_says_that_an_account_cannot_be_told_of_presence(home: Path, tmp_path: Path) -> None:
    async with serving(FakeNexudus(Clock())) as server:
        config = nexudus_config(tmp_path, server.url, more='[presence]\nsensor = "OCC301"\n')
        done = await asyncio.to_thread(kiosk, "doctor", "--json", "--config", config, home=home)
    (check,) = [one for one in json.loads(done.stdout)["checks"] if one["name"] == "presence"]
    assert (check["state"], check["do"]) == ("doubtful", "Remove [presence] sensor.")


def test_without_a_password_the_config_is_at_fault(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text('[backend]\nkind = "nexudus"\n[nexudus]\nusername = "a@b"\n[panel]\nroom = "1"\n')
    done = kiosk("status", "--config", str(path), home=home)
    assert done.returncode == 2
    assert "[nexudus] password_file" in done.stderr
