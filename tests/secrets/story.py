"""A day of all the programs, by which everything is told that must not get about; and what they leave behind."""

import json
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.app.bookings import book, call
from tests.app.office import noon_zone
from tests.app.programs import environment, kiosk, local_server, started
from tests.app.screen import wait_for
from tests.secrets.keyrings import keyring

SUBJECT, PRIVATE, VISITOR = "Canary-2b77 planning", "Canary-88d1 redundancies", "Canary-5e0c Ravenscroft"
WRONG = "canary-e94b-of-another-server"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "KIOSK_TOKEN": "", "PYTHONFAULTHANDLER": "1"}
FEW_FILES = (
    "import os, resource, sys; most = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_NOFILE, (most, most));"
    "os.execv(sys.executable, [sys.executable, '-m', 'kiosk', *sys.argv[2:]])"
)
TAGS = """
[tags]
[[tags.gateway]]
name = "wall"
kind = "folder"
path = "{signs}"
[[tags.tag]]
id = "one"
room = "{room}"
gateway = "wall"
panel = "7.5-bwr"
"""


@dataclass
class Traces:
    """What was left: `said` by command, the command lines that could be seen, the folders."""

    server: Path
    door: Path
    desk: Path
    hand: Path
    said: dict[str, str] = field(default_factory=dict)
    command_lines: set[bytes] = field(default_factory=set)
    codes: list[str] = field(default_factory=list)


@contextmanager
def watched(traces: Traces) -> Iterator[None]:
    """Looks at the command line of every process of the machine, again and again."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            for one in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    traces.command_lines.add(one.read_bytes())
                except OSError:
                    continue

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def hide(database: Path, subject: str) -> None:
    """Make a booking private, as its organiser's calendar would have."""
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE booking SET private = 1 WHERE subject = ?", (subject,))
    connection.close()


class Day:
    """Lets the programs run; each has the token in a file of its own."""

    def __init__(self, folder: Path, token: str) -> None:
        self.traces = Traces(folder / "server", folder / "door", folder / "desk", folder / "hand")
        self.rooms: list[str] = []
        self._folder = folder
        self._token = token

    def config(self, name: str, url: str, token: str, more: str = "") -> Path:
        """A config with its token beside it."""
        secret = self._folder / f"{name}.token"
        secret.touch(0o600)
        secret.write_text(token + "\n")
        path = self._folder / f"{name}.toml"
        where = f'[backend]\nkind = "local"\nurl = "{url}"\ntoken_file = "{secret}"\n'
        path.write_text(
            f'{where}[panel]\nroom = "{self.rooms[0]}"\ntime_zone = "{noon_zone()}"\n[sync]\npoll_seconds = 1\n{more}'
        )
        return path

    def run(self) -> Traces:
        """The whole day."""
        with watched(self.traces):
            with local_server(self.traces.server, "--demo", "--debug") as (url, _):
                self._meetings(url)
            hide(self.traces.server / "rooms.sqlite", PRIVATE)
            with local_server(self.traces.server, "--debug", port=0) as (url, server):
                config = self.config(
                    "kiosk", url, self._token, TAGS.format(signs=self._folder / "signs", room=self.rooms[0])
                )
                self._visitor(config)
                self._faces(config)
                self._hand(config)
                self._desktop(url)
                self._crashes(config)
                self._strangers(url)
                server.send_signal(signal.SIGABRT)
                server.wait()
                self._without_server(config)
        return self.traces

    def _meetings(self, url: str) -> None:
        """Three new rooms: one with a day, one that is privately in use, one that is free."""
        for name in ("Canal", "Quay", "Lock"):
            fields = {"name": name, "timeZone": noon_zone(), "floorId": 1, "capacity": 6, "accessId": name}
            self.rooms.append(str(call(url, "/api/kiosk/v1/rooms", fields)["id"]))
        now, half = datetime.now(UTC), timedelta(minutes=30)
        for place, subject in enumerate((SUBJECT, PRIVATE), 1):
            book(url, self.rooms[0], now + place * half, half, subject)
        book(url, self.rooms[1], now - timedelta(minutes=5), half, PRIVATE)

    def _visitor(self, config: Path) -> None:
        """Somebody is invited, arrives at the real reception, and another code is guessed."""
        start = datetime.now(UTC) + timedelta(minutes=5)
        when = ("--from", start.isoformat(), "--to", (start + timedelta(hours=1)).isoformat(), "--room", self.rooms[0])
        invited = self._say(
            "invite", "visitors", "invite", "--name", VISITOR, "--host", "1", *when, "--json", at=config
        )
        self.traces.codes.append(json.loads(invited.stdout)["code"])
        steps = [["scan", "QQQQQQ"], ["see", "refused"], ["scan", self.traces.codes[0]], ["see", "greet-arrive"]]
        steps += [["touch", "Check in"], ["see", "done-in"]]
        done = subprocess.run(
            [sys.executable, "-m", "tests.app.receiving", str(config), json.dumps(steps)],
            env=environment(self.traces.desk, **OFFSCREEN),
            cwd=self.traces.desk,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        self.traces.said["desk"] = done.stderr

    def _faces(self, config: Path) -> None:
        """Each face runs until it knows the room, is aborted, and is killed the next time."""
        for face in ("panel", "lobby", "reception"):
            for ending in (signal.SIGABRT, signal.SIGKILL, signal.SIGTERM):
                self._face(face, config, ending, lambda: self._remembers(SUBJECT))
        with started("tags", "run", "--debug", "--config", str(config), home=self.traces.door, **OFFSCREEN) as process:
            wait_for(lambda: any((self._folder / "signs").glob("*")), "a sign")
            process.send_signal(signal.SIGABRT)
            process.wait()

    def _face(self, face: str, config: Path, ending: signal.Signals, until: Callable[[], bool]) -> None:
        with started(face, "--debug", "--config", str(config), home=self.traces.door, **OFFSCREEN) as process:
            wait_for(until, f"{face} to know the rooms")
            assert process.poll() is None
            process.send_signal(ending)
            process.wait()

    def _remembers(self, words: str) -> bool:
        kept = (self.traces.door / "state").glob("remembered.sqlite*")
        return any(words.encode() in one.read_bytes() for one in kept)

    def _hand(self, config: Path) -> None:
        """What somebody does by hand, who asks for nothing private."""
        picture = str(self.traces.hand / "picture.png")
        for name, *words in (
            ("status", "status", "--json"),
            ("rooms", "rooms", "--json"),
            ("doctor", "doctor"),
            ("export", "setup", "export"),
            ("picture", "screenshot", "panel", "--output", picture),
            ("taken", "book", self.rooms[2], "--minutes", "15", "--json"),
            ("cancel", "cancel", self.rooms[2], "--json"),
            ("report", "report", self.rooms[0], "screen"),
            ("problems", "problems", "--json"),
            ("signs", "tags", "preview", "--output", str(self.traces.hand / "signs")),
            ("sign states", "tags", "status"),
            ("guess", "visit", "WWWWWW", "--json"),
        ):
            self._say(name, *words, "--debug", at=config)

    def _desktop(self, url: str) -> None:
        """Somebody who is logged in has the token in the keyring."""
        config = self._folder / "desktop.toml"
        where = f'[backend]\nkind = "local"\nurl = "{url}"\ntoken_keyring = "desk"\n'
        config.write_text(f'{where}[panel]\ntime_zone = "{noon_zone()}"\n')
        own = OFFSCREEN | keyring(self._folder, desk=self._token)
        done = kiosk("rooms", "--debug", "--config", str(config), home=self.traces.hand, **own)
        self.traces.said["keyring"] = done.stdout + done.stderr

    def _crashes(self, config: Path) -> None:
        """The same with so few files that it breaks somewhere, at another place each time."""
        for most in range(6, 24, 2):
            done = subprocess.run(
                [sys.executable, "-c", FEW_FILES, str(most), "status", "--debug", "--config", str(config)],
                env=environment(self.traces.hand, **OFFSCREEN),
                cwd=self.traces.hand,
                capture_output=True,
                text=True,
                check=False,
            )
            self.traces.said[f"crash {most}"] = done.stdout + done.stderr

    def _strangers(self, url: str) -> None:
        """Whoever has another server's token is refused, at the door and by hand."""
        config = self.config("stranger", url, WRONG)
        for words in (("status",), ("doctor",), ("book", self.rooms[2], "--minutes", "15")):
            self._say(f"stranger {words[0]}", *words, "--debug", at=config)
        refused = self.traces.door / "output.txt"
        before = refused.stat().st_size
        self._face("panel", config, signal.SIGABRT, lambda: refused.stat().st_size > before)

    def _without_server(self, config: Path) -> None:
        for words in (("status",), ("doctor",), ("visit", self.traces.codes[0], "--check-out", "--json")):
            self._say(f"alone {words[0]}", *words, "--debug", at=config)

    def _say(self, name: str, *words: str, at: Path) -> "subprocess.CompletedProcess[str]":
        done = kiosk(*words, "--config", str(at), home=self.traces.hand, **OFFSCREEN)
        self.traces.said[name] = done.stdout + done.stderr
        return done
