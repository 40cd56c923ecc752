"""The Debian package in a clean Debian: installed, started, upgraded, taken back, removed and purged."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import __version__
from tests.app.programs import ROOT
from tests.packaging.clean_root import CleanRoot, clean_root

NEEDED = ("debootstrap", "dpkg-deb", "unshare", "chroot")
MISSING = [name for name in NEEDED if shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin") is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may make a clean Debian"),
]
NEWER = "99.1"
AS_USER = ("setpriv", "--reuid=room-kiosk", "--regid=room-kiosk", "--init-groups", "env", "HOME=/var/lib/room-kiosk")
STATE, ENV = "/var/lib/room-kiosk", "/etc/room-kiosk/display.env"


def package(bundle: Path, output: Path, version: str) -> str:
    """The package's file of a bundle."""
    script = ROOT / "packaging" / "debian" / "debian.py"
    words = ["--bundle", str(bundle), "--output", str(output), "--version", version]
    done = subprocess.run([sys.executable, str(script), *words], capture_output=True, text=True, check=True)
    return Path(done.stdout.strip()).name


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory, bundle_folder: Path) -> tuple[Path, str, str]:
    """A folder with the package as it is, and a newer one whose program only says its version."""
    folder, newer = tmp_path_factory.mktemp("deb"), tmp_path_factory.mktemp("newer")
    (newer / "kiosk").write_text(f"#!/bin/sh\necho room-kiosk {NEWER}\n")
    (newer / "kiosk").chmod(0o755)
    return folder, package(bundle_folder, folder, __version__), package(newer, folder, NEWER)


@pytest.fixture
def root(packages: tuple[Path, str, str], tmp_path: Path) -> CleanRoot:
    folder, now, _ = packages
    command = ["dpkg-deb", "--field", str(folder / now), "Depends"]
    depends = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return clean_root(tmp_path / "layer", folder, depends)


def version_of(root: CleanRoot) -> str:
    return root.run("kiosk", "--version").removeprefix("room-kiosk ").strip()


def ours(root: CleanRoot) -> list[str]:
    """Whatever there is by the program's name, but for what dpkg remembers, and the user."""
    found = root.run("find", "/", "-xdev", "-path", "/mnt", "-prune", "-o", "-name", "*room-kiosk*", "-print")
    return [line for line in found.splitlines() if not line.startswith("/var/lib/dpkg/")]


def test_it_is_installed_started_upgraded_taken_back_and_purged(
    root: CleanRoot, packages: tuple[Path, str, str]
) -> None:
    _, now, newer = packages
    root.run("dpkg", "--install", f"/mnt/{now}")
    assert version_of(root) == __version__
    assert root.run("stat", "-c", "%U %a", STATE).split() == ["room-kiosk", "700"]
    _starts(root)

    root.run("systemctl", "--root=/", "enable", "room-kiosk-screen@panel.service", "room-kiosk-server.service")
    root.run("sh", "-c", f"echo KIOSK_ROTATE=90 >{ENV}; echo kept >{STATE}/kept")
    root.run("dpkg", "--install", f"/mnt/{newer}")
    assert version_of(root) == NEWER
    assert not root.run("find", "/usr/lib/room-kiosk", "-name", "_internal")
    root.run("dpkg", "--force-downgrade", "--install", f"/mnt/{now}")
    assert version_of(root) == __version__
    assert root.run("cat", ENV, f"{STATE}/kept") == "KIOSK_ROTATE=90\nkept\n"

    root.run("dpkg", "--remove", "room-kiosk")
    assert root.run("cat", ENV, f"{STATE}/kept") == "KIOSK_ROTATE=90\nkept\n"
    assert not root.run("find", "/usr/bin", "-name", "kiosk")
    root.run("dpkg", "--purge", "room-kiosk")
    assert ours(root) == []


def _starts(root: CleanRoot) -> None:
    """As the services' user, with nothing of a desktop: a picture, a living demo building, its own service's check."""
    picture = f"{STATE}/panel.png"
    root.run(*AS_USER, "kiosk", "screenshot", "panel", "--demo", "--output", picture)
    assert root.run("sh", "-c", f"head -c 4 {picture} | tail -c 3") == "PNG"
    states = json.loads(root.run(*AS_USER, "kiosk", "status", "--demo", "--json"))
    assert states
    root.run("systemd-analyze", "verify", "--man=no", "room-kiosk-screen@panel.service", "room-kiosk-server.service")


def test_what_it_puts_on_a_machine_is_whole(packages: tuple[Path, str, str], tmp_path: Path) -> None:
    folder, now, _ = packages
    subprocess.run(["/usr/bin/dpkg-deb", "--extract", str(folder / now), str(tmp_path)], check=True)
    shared = tmp_path / "usr" / "share"
    assert (tmp_path / "usr/bin/kiosk").resolve() == tmp_path / "usr/lib/room-kiosk/kiosk"
    for place in ("man/man1/kiosk.1.gz", "bash-completion/completions/kiosk", "doc/room-kiosk/fleet.md"):
        assert (shared / place).stat().st_size > 0
    units = {one.name for one in (tmp_path / "usr/lib/systemd/system").iterdir()}
    assert {"room-kiosk-screen@.service", "room-kiosk-panel.service", "room-kiosk-tags.service"} <= units
    writable = [one for one in tmp_path.rglob("*") if not one.is_symlink() and one.stat().st_mode & 0o022]
    assert writable == []
    settings = (tmp_path / "etc/room-kiosk/display.env").read_text()
    assert all(line.startswith("#") for line in settings.splitlines())
    assert not (tmp_path / "etc/room-kiosk/config.toml").exists(), (
        "it would keep a panel from being set up on its screen"
    )
