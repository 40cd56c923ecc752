"""What doctor says of how the programs are looked after: units, ends nobody wanted, pictures of the memory."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kiosk.checks.check import Check
from kiosk.supervision.quarantine import held_in
from kiosk.supervision.starts import CALM_AFTER, Starts

NAMES = tuple(f"room-kiosk-{one}.service" for one in ("panel", "lobby", "reception", "tags", "server", "relay"))
_ASKED = ("Id", "LoadState", "ActiveState", "UnitFileState", "NRestarts", "WatchdogUSec")
_SECONDS = 10.0
_FILTER = Path("/proc/self/coredump_filter")
Ask = Callable[[Sequence[str]], str]


def service_checks(folder: Path, ask: Ask | None = None) -> list[Check]:
    """The units of both managers, what the state `folder` tells of earlier ends, and core dumps."""
    return [*units(ask or systemctl), *ends(folder), *held(folder), core_dumps()]


def units(ask: Ask) -> list[Check]:
    """Each unit that is installed; `ask` gives what `systemctl` prints, nothing where there is no such manager."""
    arguments = ("show", f"--property={','.join(_ASKED)}", *NAMES)
    answers = {flag: _units(ask((flag, *arguments))) for flag in ("--system", "--user")}
    known = [(flag, one) for flag, found in answers.items() for one in found]
    if not known:
        return [Check("service", "skipped", "no service manager of systemd's kind answers here")]
    loaded = [_unit(flag, one) for flag, one in known if one.get("LoadState") == "loaded"]
    do = "Install the unit of each program that this machine is to run: packaging/systemd."
    return loaded or [Check("service", "doubtful", "no unit is installed: nothing starts the programs anew", do)]


def _units(printed: str) -> list[dict[str, str]]:
    blocks = (dict(line.partition("=")[::2] for line in block.splitlines()) for block in printed.split("\n\n"))
    return [block for block in blocks if block.get("Id") in NAMES]


def _unit(flag: str, unit: Mapping[str, str]) -> Check:
    name, command = unit["Id"], "sudo systemctl" if flag == "--system" else "systemctl --user"
    again = int(unit.get("NRestarts", "0")) if unit.get("NRestarts", "0").isdecimal() else 0
    if unit.get("ActiveState") not in {"active", "activating", "reloading"}:
        return Check("service", "doubtful", f"{name} does not run", f"Run: {command} start {name}")
    if unit.get("UnitFileState") not in {"enabled", "enabled-runtime", "linked", "static", "alias", "generated"}:
        return Check("service", "doubtful", f"{name} is not started with the system", f"Run: {command} enable {name}")
    if unit.get("WatchdogUSec", "0") in {"0", "infinity"}:
        do = "Take the unit that comes with the program, with its WatchdogSec."
        return Check("service", "doubtful", f"{name} has no watchdog: one that hangs is not started anew", do)
    return Check("service", "good", f"{name} runs, is watched, and was started anew {again} times")


def systemctl(arguments: Sequence[str]) -> str:
    """What `systemctl` prints; nothing where it is not there, or has nobody to ask."""
    program = shutil.which("systemctl")
    if program is None:
        return ""
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603 - our own arguments, and no shell
            [program, "--no-pager", *arguments], capture_output=True, text=True, check=False, timeout=_SECONDS
        )
        return done.stdout
    return ""


def ends(folder: Path) -> list[Check]:
    """Faces that ended soon after their start, and have not stayed for a minute since."""
    found = []
    for path in sorted(folder.glob("starts-*.json")):
        face, record = path.stem.removeprefix("starts-"), Starts(path).read()
        if record.quick_ends:
            now = "; it shows a calm page between its tries" if record.quick_ends >= CALM_AFTER else ""
            says = f"the {face} ended {record.quick_ends} times soon after its start{now}"
            found.append(Check("ends", "doubtful", says, f"See why: journalctl --unit room-kiosk-{face}"))
    return found


def held(folder: Path) -> list[Check]:
    """Meetings that are shown as Reserved, for the panel died twice when they were new."""
    count = sum(held_in(path) for path in folder.glob("shown-*.json"))
    if not count:
        return []
    says = f"{count} meeting(s) shown as Reserved: the panel ended twice when they were new"
    return [Check("held back", "doubtful", says, "Report it with the journal; another title brings them back.")]


def core_dumps(told: Path = _FILTER) -> Check:
    """Whether a program that dies would leave a picture of its memory, with the token in it."""
    if os.name != "posix":
        return Check("core dumps", "skipped", "this system keeps none by itself")
    import resource  # noqa: PLC0415 - not on every system

    limited = resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    with suppress(OSError, ValueError):
        if limited and int(told.read_text("ascii"), 16) == 0:
            return Check("core dumps", "good", "none is written, and none would hold memory")
    if limited:
        return Check("core dumps", "good", "none is written by this program")
    do = "Set LimitCORE=0 in the unit, or `ulimit -c 0` before the program."
    return Check("core dumps", "doubtful", "one may be written, and would hold the token", do)
