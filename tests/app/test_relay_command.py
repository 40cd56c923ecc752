"""`kiosk relay` and panels behind it as processes, against a strict Nexudus account over real HTTP."""

import asyncio
import json
import stat
import subprocess
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.clock import Clock
from tests.app.programs import kiosk, started
from tests.app.test_nexudus_commands import nexudus_config
from tests.nexudus.conftest import at
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import NOW
from tests.wire.scripted_server import serving

pytestmark = pytest.mark.slow
ACCOUNT = f'[nexudus]\nusername = "{USER}"\npassword_file = "{{secret}}"\n'
READY = "room-kiosk relay ready on "


@pytest.fixture
def fake() -> FakeNexudus:
    fake = FakeNexudus(Clock())
    fake.bookings.put_in(1, at(-1), at(1))
    return fake


@pytest.fixture
async def relay(fake: FakeNexudus, home: Path, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a relay that is a process of its own; its token is in `relay.token`."""
    async with serving(fake) as server:
        config = nexudus_config(tmp_path, server.url)
        with ExitStack() as stack:
            arguments = ("relay", "--config", config, "--port", "0", "--token-file", str(tmp_path / "relay.token"))
            process = stack.enter_context(started(*arguments, home=home))
            line = await asyncio.to_thread(_first_line, process)
            assert line.startswith(READY), line + (home / "output.txt").read_text()
            token = (tmp_path / "relay.token").read_text().strip()
            yield line.removeprefix(READY).strip()
            process.terminate()
            assert await asyncio.to_thread(process.wait) == 0
        said = (home / "output.txt").read_text()
        assert token not in said
        assert PASSWORD not in said


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def panel_config(folder: Path, relay: str) -> str:
    path = folder / "panel.toml"
    path.write_text(
        f'[backend]\nkind = "nexudus"\n[nexudus]\nrelay = "{relay}"\nrelay_token_file = "{folder / "relay.token"}"\n'
        '[panel]\nroom = "1"\ntime_zone = "Europe/Berlin"\n'
    )
    return str(path)


async def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(kiosk, *arguments, home=home, KIOSK_TOKEN="", KIOSK_DATA_DIR=str(home / "panel"))


async def test_a_panel_without_a_password_knows_its_room(relay: str, home: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "relay.token").stat().st_mode) == 0o600
    arguments = ("status", "--json", "--room", "1", "--room", "2", "--at", NOW.isoformat())
    done = await run(*arguments, "--config", panel_config(tmp_path, relay), home=home)
    assert done.returncode == 0, done.stderr
    rooms = json.loads(done.stdout)["rooms"]
    assert [(room["name"], room["state"]) for room in rooms] == [("Atrium", "occupied"), ("Library", "free")]


async def test_doctor_says_that_the_relay_takes_the_token(relay: str, home: Path, tmp_path: Path) -> None:
    done = await run("doctor", "--json", "--config", panel_config(tmp_path, relay), home=home)
    checks = {one["name"]: one for one in json.loads(done.stdout)["checks"]}
    assert (checks["relay"]["state"], relay in checks["relay"]["says"]) == ("good", True)
    assert checks["rooms"]["state"] == checks["status"]["state"] == "good"


async def test_doctor_tells_a_wrong_token_from_a_broken_account(
    relay: str, home: Path, tmp_path: Path, fake: FakeNexudus
) -> None:
    config = panel_config(tmp_path, relay)
    fake.forbidden.update({"/api/spaces/bookings", "/api/spaces/resources"})
    done = await run("doctor", "--json", "--config", config, home=home)
    checks = {one["name"]: one for one in json.loads(done.stdout)["checks"]}
    assert (done.returncode, checks["relay"]["state"], checks["rooms"]["state"]) == (4, "good", "bad")
    (tmp_path / "relay.token").write_text("another-token")
    (tmp_path / "relay.token").chmod(0o600)
    done = await run("doctor", "--json", "--config", config, home=home)
    checks = {one["name"]: one for one in json.loads(done.stdout)["checks"]}
    assert (done.returncode, checks["relay"]["state"]) == (4, "bad")
    assert "relay_token_file" in checks["relay"]["do"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[backend]\nkind = "local"\n', "[backend] kind"),
        ('[backend]\nkind = "nexudus"\n[nexudus]\nrelay = "http://site-host:8760"\n', "[nexudus] relay"),
        (f'[backend]\nkind = "nexudus"\n[nexudus]\nusername = "{USER}"\n', "[nexudus] password_file"),
        (f'[backend]\nkind = "nexudus"\nurl = "http://u:canary-p@host"\n{ACCOUNT}', "[backend] url"),
        (f'[backend]\nkind = "nexudus"\nurl = "http://nexudus.example"\n{ACCOUNT}', "[backend] url"),
    ],
)
def test_a_config_that_names_no_account_is_at_fault(home: Path, tmp_path: Path, text: str, key: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD)
    secret.chmod(0o600)
    path = tmp_path / "kiosk.toml"
    path.write_text(text.replace("{secret}", str(secret)))
    done = kiosk("relay", "--config", str(path), "--port", "0", home=home)
    assert done.returncode == 2
    assert key in done.stderr
    assert "canary-p" not in done.stderr + done.stdout


def test_plain_http_to_a_relay_on_another_machine_is_at_fault(home: Path, tmp_path: Path) -> None:
    (tmp_path / "relay.token").write_text("a-token-of-a-relay")
    (tmp_path / "relay.token").chmod(0o600)
    done = kiosk("status", "--config", panel_config(tmp_path, "http://site-host:8760"), home=home)
    assert done.returncode == 2
    assert "[nexudus] relay" in done.stderr
