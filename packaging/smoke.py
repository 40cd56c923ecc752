"""Runs a bundle the way its user would, and says what did not work. Needs nothing but Python, on any system.

Usage: python packaging/smoke.py [PROGRAM]      (default: the bundle that `make bundle` builds)
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

BUILT = Path(__file__).resolve().parent.parent / "build" / "bundle" / "room-kiosk"
KEPT = ("SYSTEMROOT", "WINDIR", "TEMP", "TMPDIR", "LOCALAPPDATA", "APPDATA", "USERPROFILE")
FACES = ("panel", "lobby", "reception")


def smoke(program: Path, home: Path) -> list[str]:
    """What is wrong with the bundle; empty where all is well. `home` is the only place that is written to."""
    commands = [["--version"], ["doctor", "--demo"], ["rooms", "--demo"], ["status", "--demo", "--room", "1"]]
    commands += [["screenshot", face, "--demo", "--output", f"{face}.png"] for face in FACES]
    failed = [said for command in commands if (said := _run(program, command, home))]
    pictures = [home / f"{face}.png" for face in FACES]
    return failed + [f"{one.name} was not drawn" for one in pictures if not _is_picture(one)]


def _run(program: Path, command: list[str], home: Path) -> str:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    own = {"HOME": str(home), "KIOSK_DATA_DIR": str(home / "data"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(  # noqa: S603 - the bundle that was asked for
        [str(program), *command], cwd=home, env=environment | own, capture_output=True, encoding="utf-8", check=False
    )
    return "" if done.returncode == 0 else f"{' '.join(command)}: ended with {done.returncode}: {done.stderr.strip()}"


def _is_picture(path: Path) -> bool:
    return path.is_file() and path.read_bytes().startswith(b"\x89PNG")


def main(arguments: list[str]) -> int:
    """The exit code: 0 where all is well."""
    program = Path(*arguments).resolve() if arguments else BUILT / ("kiosk.exe" if sys.platform == "win32" else "kiosk")
    if not program.is_file():
        print(f"{program}: there is no such program; `make bundle` builds it")
        return 2
    with tempfile.TemporaryDirectory() as home:
        wrong = smoke(program, Path(home))
    print("\n".join(wrong) or f"{program.name}: every command did what it should")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
