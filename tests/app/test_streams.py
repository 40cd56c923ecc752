"""A service whose streams were closed, or whose reader has gone: it goes on, and writes into no data file."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.manager import Manager
from tests.app.programs import environment, token_file

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="there is no /proc")]


@pytest.mark.parametrize("streams", ["<&- >&- 2>&-", ">/dev/full"])
def test_a_server_whose_streams_lead_nowhere_serves_and_ends_well(home: Path, tmp_path: Path, streams: str) -> None:
    own = ("--port", "0", "--token-file", str(token_file(tmp_path)), "--data", str(tmp_path / "rooms.sqlite"))
    command = ["sh", "-c", f'exec "$@" {streams}', "sh", sys.executable, "-m", "kiosk", "server", *own]
    with Manager(tmp_path, watchdog=0.9) as manager:
        server = subprocess.Popen(command, env=environment(home, **manager.environment), cwd=home)
        assert manager.hears()[0] == "READY=1"
        assert "WATCHDOG=1" in manager.hears_until("WATCHDOG=1")
        led = {str(Path(f"/proc/{server.pid}/fd/{number}").readlink()) for number in range(3)}
        server.send_signal(signal.SIGTERM)
        assert server.wait() == 0
    assert not [place for place in led if place.startswith(str(tmp_path / "rooms"))]
    assert "/dev/null" in led
