"""A clean Debian in a folder, made once and kept; each test has its own layer over it, and throws that away."""

import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from subprocess import DEVNULL

import pytest

from tests.app.programs import ROOT

KEPT = ROOT / "build" / "cache" / "deb"
# The mounts are in a namespace of the command's own: they end with it, however that ends.
INSIDE = """
set -eu
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
mount -t proc proc "$2/root/proc"
mount -t tmpfs tmpfs "$2/root/tmp"
[ ! -d "$3" ] || { mkdir -p "$2/root/mnt" && mount --bind "$3" "$2/root/mnt"; }
shift 3
exec chroot "$OVER/root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"
"""


@dataclass(frozen=True, slots=True)
class CleanRoot:
    """Commands run as root in a Debian of its own; the folder `shared` is its /mnt."""

    base: Path
    layer: Path
    shared: Path

    def run(self, *command: str, check: bool = True) -> str:
        """What it prints. Raises AssertionError with all that it said where it fails."""
        words = ["unshare", "--mount", "sh", "-c", INSIDE, "sh", str(self.base), str(self.layer), str(self.shared)]
        env = {"OVER": str(self.layer), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        done = subprocess.run([*words, *command], env=env, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def clean_root(layer: Path, shared: Path, depends: str) -> CleanRoot:
    """A root in which what a package depends on is installed. Skips the test where none can be made, and says why."""
    base = _base(depends)
    for name in ("upper", "work", "root"):
        (layer / name).mkdir(parents=True)
    root = CleanRoot(base, layer, shared)
    if root.run("echo", "here", check=False) != "here\n":
        pytest.skip("this system allows no overlay or no namespace of mounts")
    return root


def _base(depends: str) -> Path:
    from fcntl import LOCK_EX, flock  # noqa: PLC0415 - not on every system

    codename, mirror = _release()
    name = f"{codename}-{sha256(depends.encode()).hexdigest()[:8]}"
    base, partial = KEPT / name, KEPT / f"{name}.partial"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        flock(lock, LOCK_EX)  # whoever comes second waits, and finds it made
        if not base.is_dir():
            _make(base, partial, codename, mirror, depends)
    return base


def _make(base: Path, partial: Path, codename: str, mirror: str, depends: str) -> None:
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    _tried("debootstrap", "--variant=minbase", codename, str(partial), mirror)
    _tried("cp", "-L", "/etc/resolv.conf", str(partial / "etc"))
    _tried("chroot", str(partial), "apt-get", "install", "-qq", "--no-install-recommends", "-y", *_first(depends))
    partial.rename(base)


def _first(depends: str) -> list[str]:
    """A name of each package, that of the release at hand: the last that is named is the oldest."""
    found = [one.partition("(")[0].split("|") for one in depends.split(",")]
    names = [[name.strip() for name in one if "standalone" not in name] for one in found]
    return [next((name for name in one if _known(name)), one[-1]) for one in names]


def _known(name: str) -> bool:
    return subprocess.call(["/usr/bin/apt-cache", "show", name], stdout=DEVNULL, stderr=DEVNULL) == 0


def _release() -> tuple[str, str]:
    """This machine's release, and the archive that it takes it from."""
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    codename = dict(one.split("=", 1) for one in lines if "=" in one).get("VERSION_CODENAME", "")
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)", "Created-By: Packages"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    mirror = next((uri for uri, _, name in (one.partition(" ") for one in told) if name == codename), "")
    if not mirror:
        pytest.skip("apt does not say which archive this machine's release comes from")
    return codename, mirror


def _tried(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        pytest.skip(f"no clean Debian could be made: {command[0]} says: {' '.join(said)}")
