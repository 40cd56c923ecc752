"""What a person saw confirmed is still there after `kill -9`; SIGTERM ends the server in good order."""

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.server.conftest import TOKEN
from tests.server.office_file import APPOINTMENTS, BOOKING

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
ROOT = Path(__file__).resolve().parents[2]
WRITERS = 4


def server(path: Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "tests.server.power_cut_server", str(path), TOKEN]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def client_of(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, headers={"Authorization": TOKEN}, trust_env=False, timeout=60)


def ended(process: subprocess.Popen[str], number: int) -> int:
    process.send_signal(number)
    code = process.wait()
    assert process.stdout is not None
    process.stdout.close()
    return code


class Writers:
    """Book slot after slot at once, and remember what was confirmed."""

    def __init__(self, address: str, first: int) -> None:
        self.confirmed: list[int] = []
        self.enough = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(address, first + n)) for n in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _write(self, address: str, slot: int) -> None:
        with client_of(address) as client, suppress(httpx.HTTPError):
            while True:
                start = datetime.now(UTC) + timedelta(days=1, minutes=slot)
                period = {"start": start.isoformat(), "end": (start + timedelta(seconds=20)).isoformat()}
                answer = client.post(BOOKING, json={"period": period, "resources": ["1"]})
                if answer.status_code == 200:
                    self.confirmed.append(answer.json()["id"])
                slot += WRITERS
                if len(self.confirmed) >= 20:
                    self.enough.set()


def test_nothing_confirmed_is_lost_by_kill_9(office_path: Path) -> None:
    confirmed: list[int] = []
    for turn in range(3):
        process, address = server(office_path)
        writers = Writers(address, turn * 100_000)
        assert writers.enough.wait(60)
        assert ended(process, signal.SIGKILL) == -signal.SIGKILL
        writers.join()
        confirmed += writers.confirmed

    process, address = server(office_path)
    with client_of(address) as client:
        rows = client.get(APPOINTMENTS, params={"row": "5000"}).json()["data"]
    assert ended(process, signal.SIGTERM) == 0
    assert len(confirmed) >= 60
    assert len(set(confirmed)) == len(confirmed)
    assert set(confirmed) <= {row["booking"]["id"] for row in rows}
