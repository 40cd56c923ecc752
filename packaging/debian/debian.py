"""Builds build/deb/room-kiosk_VERSION_ARCHITECTURE.deb from the bundle.

Usage: python packaging/debian/debian.py [--bundle FOLDER] [--output FOLDER] [--version V]
"""

import argparse
import gzip
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk import __version__  # noqa: E402 - a script of the checkout
from kiosk.arguments.parser import parser  # noqa: E402
from kiosk.usage.bash import bash  # noqa: E402
from kiosk.usage.fish import fish  # noqa: E402
from kiosk.usage.man import man  # noqa: E402
from kiosk.usage.manual import manual  # noqa: E402
from kiosk.usage.tree import tree_of  # noqa: E402
from kiosk.usage.zsh import zsh  # noqa: E402

HERE, PACKAGING = Path(__file__).parent, ROOT / "packaging"
SCRIPTS = ("postinst", "prerm", "postrm")
CONFFILES = ("/etc/room-kiosk/display.env", "/etc/udev/rules.d/90-room-kiosk.rules")
HOME = "usr/lib/room-kiosk"
CONTROL = """\
Package: room-kiosk
Version: {version}
Architecture: {architecture}
Maintainer: Room Kiosk maintainers
Installed-Size: {size}
Depends: {depends}
Recommends: cage, xwayland
Suggests: wlr-randr, xinit, xserver-xorg, x11-xserver-utils, xinput
Section: misc
Priority: optional
Description: the screens at a building's doors
 Is this room free, until when, and what is next: a door panel, a lobby
 screen, a reception for visitors, and e-paper signs, with an Offision
 server, a Nexudus account or a local server of its own.
"""


def stage(bundle: Path, tree: Path) -> None:
    """Everything that the package puts on a machine, below `tree`."""
    shutil.copytree(bundle, tree / HOME, symlinks=True)
    _put(PACKAGING / "linux" / "session", tree / HOME / "session", 0o755)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/kiosk").symlink_to(f"../../{HOME}/kiosk")
    for unit in (*PACKAGING.glob("systemd/system/*.service"), *PACKAGING.glob("linux/*.service")):
        _put(unit, tree / "usr/lib/systemd/system" / unit.name)
    _put(PACKAGING / "systemd" / "sysusers.conf", tree / "usr/lib/sysusers.d/room-kiosk.conf")
    _put(PACKAGING / "linux" / "90-room-kiosk.rules", tree / "etc/udev/rules.d/90-room-kiosk.rules")
    _put(HERE / "display.env", tree / "etc/room-kiosk/display.env")
    _put(ROOT / "LICENSE", tree / "usr/share/doc/room-kiosk/copyright")
    for page in ROOT.glob("docs/*.md"):
        _put(page, tree / "usr/share/doc/room-kiosk" / page.name)
    _usage(tree)


def _usage(tree: Path) -> None:
    root = tree_of(parser())
    texts = {
        "bash-completion/completions/kiosk": bash(root),
        "zsh/vendor-completions/_kiosk": zsh(root),
        "fish/vendor_completions.d/kiosk.fish": fish(root),
    }
    for place, text in texts.items():
        path = tree / "usr/share" / place
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    page = tree / "usr/share/man/man1/kiosk.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(gzip.compress(man(root, manual()).encode(), mtime=0))


def depends() -> str:
    """The system's libraries that Qt needs, by any of their packages' names; and the C library of this machine."""
    script = (PACKAGING / "setup" / "system-libraries.sh").read_text(encoding="utf-8")
    lines = script.partition("libraries='\n")[2].partition("'")[0].splitlines()
    packages = {" | ".join(line.partition("|")[2].split()) for line in lines}
    return ", ".join(
        [f"libc6 (>= {platform.libc_ver()[1]})", "systemd | systemd-standalone-sysusers", *sorted(packages)]
    )


def build(bundle: Path, output: Path, version: str) -> Path:
    """The package's file. Raises CalledProcessError where dpkg fails; it has said why then."""
    architecture = _told("dpkg", "--print-architecture")
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output) as name:
        tree = Path(name) / "tree"
        stage(bundle, tree)
        size = sum(one.lstat().st_size for one in tree.rglob("*") if one.is_file()) >> 10
        control = tree / "DEBIAN" / "control"
        control.parent.mkdir()
        text = CONTROL.format(version=version, architecture=architecture, size=size, depends=depends())
        control.write_text(text, encoding="utf-8")
        (tree / "DEBIAN" / "conffiles").write_text("".join(f"{one}\n" for one in CONFFILES), encoding="utf-8")
        for script in SCRIPTS:
            _put(HERE / script, tree / "DEBIAN" / script, 0o755)
        _told("chmod", "-R", "u+rwX,go+rX,go-w", str(tree))
        package = output / f"room-kiosk_{version}_{architecture}.deb"
        _told("dpkg-deb", "--root-owner-group", "-Zzstd", "-z10", "--build", str(tree), str(package))
    return package


def _told(*command: str) -> str:
    """What a command prints. Raises CalledProcessError."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()  # noqa: S603 - our own


def _put(source: Path, target: Path, mode: int = 0o644) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def main() -> None:
    """Build, and print where."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--bundle", type=Path, default=ROOT / "build" / "bundle" / "room-kiosk")
    words.add_argument("--output", type=Path, default=ROOT / "build" / "deb")
    words.add_argument("--version", default=__version__)
    options = words.parse_args()
    print(build(options.bundle, options.output, options.version))


if __name__ == "__main__":
    main()
