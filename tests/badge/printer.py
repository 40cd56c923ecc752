"""A printer to print on: `ippeveprinter` of CUPS where it is installed, and one of our own that does as it is told."""

import os
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from kiosk.backends import ipp_message as ipp
from kiosk.backends.ipp_message import Attribute, Tag
from tests.wire.scripted_server import Reply, Request

PROGRAM = shutil.which("ippeveprinter") or shutil.which("ippeveprinter", path="/usr/sbin:/usr/local/sbin")
BUS = shutil.which("dbus-daemon")
_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@contextmanager
def ippeveprinter(folder: Path, kinds: str) -> Iterator[int]:
    """The printer of CUPS on a free port, with a message bus of its own to announce itself on; what it got is kept."""
    assert PROGRAM is not None
    assert BUS is not None
    spool, config = folder / "spool", folder / "bus.conf"
    bus = Path(mkdtemp(prefix="bus-")) / "bus"  # a socket's path has 107 characters at most
    spool.mkdir()
    config.write_text(_BUS_CONFIG.format(path=bus), encoding="utf-8")
    port = _free_port()
    options = [
        "-r",
        "off",
        "-n",
        "localhost",
        "-p",
        str(port),
        "-f",
        kinds,
        "-d",
        str(spool),
        "-k",
        "-s",
        "100",
    ]
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
    with (
        _running([BUS, f"--config-file={config}", "--nofork", "--nopidfile"], bus.exists, environment),
        _running([PROGRAM, *options, "Badges"], lambda: _listens(port), environment),
    ):
        yield port


@contextmanager
def _running(command: list[str], ready: Callable[[], bool], environment: dict[str, str]) -> Iterator[None]:
    """A program from when it is ready to its end."""
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while not ready():
                assert process.poll() is None, f"{command[0]} ended by itself"
                time.sleep(0.02)
            yield
        finally:
            process.terminate()


def printed(folder: Path) -> list[Path]:
    """The documents that it was given, the oldest first."""
    return sorted(path for path in (folder / "spool").rglob("*") if path.suffix in {".pdf", ".pwg", ".png"})


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@dataclass(slots=True)
class Printer:
    """A printer that does as it is told: a script for `tests.wire.scripted_server`. `jobs` are names and states."""

    reasons: tuple[str, ...] = ("none",)
    state: int = 3
    accepting: bool = True
    formats: tuple[str, ...] = ("application/pdf",)
    media: tuple[str, ...] = ()
    next_states: list[int] = field(default_factory=lambda: [9])
    status: int = 0
    jobs: list[tuple[str, int]] = field(default_factory=list)
    documents: list[bytes] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)

    def __call__(self, request: Request) -> Reply:
        (operation,) = struct.unpack_from(">H", request.body, 2)
        self.asked.append(operation)
        groups: list[tuple[int, list[Attribute]]] = [(ipp.OPERATION, [])]
        status = 0
        match operation:
            case 0x000B:
                groups.append((0x04, self._about()))
            case 0x0002:
                status = self.status
                if not status:
                    self._take(request.body)
                    groups.append((ipp.JOB, [Attribute("job-id", Tag.INTEGER, (len(self.jobs),))]))
            case 0x0009:
                groups.append((ipp.JOB, [Attribute("job-state", Tag.ENUM, (self._progress(),))]))
            case 0x000A:
                groups += [
                    (ipp.JOB, [Attribute("job-name", Tag.NAME, (name,)), Attribute("job-state", Tag.ENUM, (state,))])
                    for name, state in self.jobs
                ]
            case _:
                status = 0x0501
        return Reply(ipp.request(status, 1, groups), headers={"Content-Type": "application/ipp"})

    def _about(self) -> list[Attribute]:
        return [
            Attribute("printer-state", Tag.ENUM, (self.state,)),
            Attribute("printer-state-reasons", Tag.KEYWORD, self.reasons),
            Attribute("printer-is-accepting-jobs", Tag.BOOLEAN, (self.accepting,)),
            Attribute("document-format-supported", Tag.MIME, self.formats),
            *([Attribute("media-supported", Tag.KEYWORD, self.media)] if self.media else []),
        ]

    def _take(self, body: bytes) -> None:
        place = body.index(b"job-name") + len("job-name")
        (length,) = struct.unpack_from(">H", body, place)
        self.jobs.append((body[place + 2 : place + 2 + length].decode(), 3))
        self.documents.append(body)

    def _progress(self) -> int:
        state = self.next_states.pop(0) if len(self.next_states) > 1 else self.next_states[0]
        self.jobs[-1] = (self.jobs[-1][0], state)
        return state
