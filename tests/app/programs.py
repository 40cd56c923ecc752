"""The real program and the real local server as processes of their own, with a home that is thrown away."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

TOKEN = "canary-7f3a9c-token"
# Every warning is an error but one: PySide keeps some type objects until after the interpreter's last collection.
WARNINGS = "error,ignore:gc:ResourceWarning"
READY = "room-kiosk server ready on "
ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment in which the program finds nothing of this machine's user."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    home.mkdir(parents=True, exist_ok=True)
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    own = {"HOME": str(home), "KIOSK_DATA_DIR": str(home / "state"), "XDG_RUNTIME_DIR": str(runtime)}
    quiet = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": WARNINGS, "QT_QUICK_BACKEND": "software", "KIOSK_TOKEN": TOKEN}
    return kept | own | quiet | more


def kiosk(*arguments: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        env=environment(home, QT_QPA_PLATFORM="offscreen") | more,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


def started(*arguments: str, home: Path, **more: str) -> AbstractContextManager[subprocess.Popen[str]]:
    """A command under way; see `under_way`."""
    return under_way([sys.executable, "-m", "kiosk", *arguments], environment(home) | more, home)


@contextmanager
def under_way(command: Sequence[str], env: Mapping[str, str], home: Path) -> Iterator[subprocess.Popen[str]]:
    """A program under way; asked to end (SIGTERM) when the block is left, unless it has ended by itself."""
    with (home / "output.txt").open("a") as output:
        process = subprocess.Popen(command, env=env, cwd=home, stdout=subprocess.PIPE, stderr=output, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate()


@contextmanager
def local_server(home: Path, *arguments: str, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A local server with the canary token; gives its address once it accepts requests."""
    home.mkdir(parents=True, exist_ok=True)
    options = ("--port", str(port), "--token-file", str(token_file(home)), "--data", str(home / "rooms.sqlite"))
    with started("server", *options, *arguments, home=home) as process:
        yield address_of(process, home), process


def token_file(home: Path) -> Path:
    """A file with the canary token."""
    token = home / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    return token


def address_of(process: subprocess.Popen[str], home: Path) -> str:
    """Where a server that was started accepts requests, once it does."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith(READY), line + (home / "output.txt").read_text()
    return line.removeprefix(READY).strip()


def config_file(folder: Path, url: str, *, kind: str = "offision", room: str = "1", more: str = "") -> Path:
    """A config for a panel at `room` of the server at `url`."""
    path = folder / "kiosk.toml"
    path.write_text(
        f'[backend]\nkind = "{kind}"\nurl = "{url}"\n[panel]\nroom = "{room}"\ntime_zone = "Europe/Berlin"\n{more}'
    )
    return path
