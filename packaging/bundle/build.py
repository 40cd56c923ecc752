"""Builds the bundle into build/bundle/room-kiosk, unless it is there and nothing that it is made of has changed.

Usage: python packaging/bundle/build.py      (one build at a time; a second caller waits for the first)
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUNDLES, WORK = ROOT / "build" / "bundle", ROOT / "build" / "cache" / "bundle"
BUNDLE = BUNDLES / "room-kiosk"
MADE_OF = ("kiosk", "qml", "assets", "packaging/kiosk.spec", "packaging/bundle", "requirements", "LICENSE")


def build() -> None:
    """Build where something changed. Raises CalledProcessError where PyInstaller fails; it has said why then."""
    WORK.mkdir(parents=True, exist_ok=True)
    stamp = WORK / "made-of"
    with _alone():
        now = fingerprint()
        if (BUNDLE / "_internal").is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == now:
            return
        stamp.unlink(missing_ok=True)
        _pyinstaller()
        stamp.write_text(now, encoding="utf-8")


def fingerprint() -> str:
    """A digest of every file that the bundle is made of, and of the Python that is bundled."""
    digest = hashlib.sha256(f"{sys.version} {sys.prefix}".encode())
    for path in sorted(_files()):
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size} ".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for name in MADE_OF:
        place = ROOT / name
        found = place.rglob("*") if place.is_dir() else (place,)
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _pyinstaller() -> None:
    folders = ["--distpath", str(BUNDLES), "--workpath", str(WORK)]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *folders]
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(WORK / "pyinstaller"), "PYTHONHASHSEED": "0"}
    spec = str(ROOT / "packaging" / "kiosk.spec")
    subprocess.run([*command, spec], check=True, env=environment, cwd=ROOT)  # noqa: S603 - our own


@contextmanager
def _alone() -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    with (WORK / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    build()
    print(f"The bundle: {BUNDLE.relative_to(ROOT)}")
