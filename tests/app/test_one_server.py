"""A data file has one server; the other programs of the machine find it."""

import json
from pathlib import Path

import pytest

from tests.app.programs import kiosk, local_server, started

pytestmark = pytest.mark.slow


def local_config(folder: Path, data: Path) -> str:
    path = folder / "kiosk.toml"
    path.write_text(f'[backend]\nkind = "local"\n[server]\ndata = "{data}"\n[panel]\nroom = "1"\n')
    return str(path)


def test_a_second_program_uses_the_server_that_runs(home: Path, tmp_path: Path) -> None:
    data = tmp_path / "office" / "rooms.sqlite"
    with started("server", "--port", "0", "--demo", "--data", str(data), home=home) as server:
        assert server.stdout is not None
        server.stdout.readline()
        done = kiosk("rooms", "--json", "--config", local_config(tmp_path, data), home=home)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) >= 12
    assert not data.with_suffix(".address").exists()


def test_a_killed_server_is_not_believed(home: Path, tmp_path: Path) -> None:
    data = tmp_path / "office" / "rooms.sqlite"
    with started("server", "--port", "0", "--demo", "--data", str(data), home=home) as server:
        assert server.stdout is not None
        server.stdout.readline()
        server.kill()
        server.wait()
    assert data.with_suffix(".address").exists()
    done = kiosk("rooms", "--json", "--config", local_config(tmp_path, data), home=home)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) >= 12


def test_a_server_of_another_file_does_not_matter(home: Path, tmp_path: Path) -> None:
    with local_server(tmp_path / "one", "--demo"):
        done = kiosk("rooms", "--json", "--config", local_config(tmp_path, tmp_path / "two.sqlite"), home=home)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
