"""A program that dies, or is looked into, leaves no picture of its memory behind: no token and no name."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.programs import READY, TOKEN, environment, local_server, started

DUMPER = shutil.which("gcore")
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="speaks of Linux's own dumps")
REMEMBERS = "import sys; word = sys.stdin.readline(); print('ready', flush=True); sys.stdin.readline()"


def dumped(process: int, folder: Path) -> bytes:
    """A dump as a debugger takes it, which goes by the filter and passes over the limit, as a system's collector."""
    assert DUMPER is not None
    done = subprocess.run(
        [DUMPER, "-o", str(folder / "dump"), str(process)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("this user may not look into processes here")
    return (folder / f"dump.{process}").read_bytes()


def test_a_server_that_is_aborted_leaves_no_dump(tmp_path: Path) -> None:
    with started("server", "--demo", "--port", "0", home=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(READY)
        limits = Path(f"/proc/{process.pid}/limits").read_text().splitlines()
        assert next(one for one in limits if "core file" in one).split()[4:6] == ["0", "0"]
        process.send_signal(signal.SIGABRT)
        assert process.wait() == -signal.SIGABRT
    assert not [one for one in tmp_path.rglob("core*") if one.is_file()]


@pytest.mark.skipif(DUMPER is None, reason="takes a debugger's dump, and there is no gcore here")
def test_a_dump_of_a_server_does_not_hold_its_token(tmp_path: Path) -> None:
    with local_server(tmp_path / "server", "--demo") as (_, process):
        assert TOKEN.encode() not in dumped(process.pid, tmp_path)


@pytest.mark.skipif(DUMPER is None, reason="takes a debugger's dump, and there is no gcore here")
def test_a_dump_of_another_program_does_hold_what_it_read(tmp_path: Path) -> None:
    command = [sys.executable, "-c", REMEMBERS]
    with subprocess.Popen(
        command, env=environment(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{TOKEN}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ready\n"
        held = TOKEN.encode() in dumped(process.pid, tmp_path)
        process.stdin.close()
    assert held


def test_a_system_without_a_filter_is_no_trouble(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "filter"
    command = (
        "import pathlib, sys; from kiosk.supervision import coredumps; "
        "coredumps.write_no_memory(pathlib.Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", command, str(missing)], env=environment(tmp_path), check=True)
    assert not missing.exists()
