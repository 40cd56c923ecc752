"""Asks a public database of vulnerabilities about the locked versions, and says plainly where it could not.

Usage: python packaging/supply/audit.py [LOCK]…     with the Python of build/supply, which has pip-audit

Exit codes: 0 nothing known against any of them, 1 something is known, 2 not all could be asked about.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NEEDS = (
    "It needs the way to that database: over https, by the index's own interface of JSON (a mirror that serves files "
    "only does not have it), or with PIP_AUDIT_VULNERABILITY_SERVICE=osv by OSV's."
)


def judged(said: str) -> tuple[int, str]:
    """The exit code and the sentences for what pip-audit printed as JSON."""
    try:
        found: list[dict[str, Any]] = list(json.loads(said)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return 2, f"The database of vulnerabilities cannot be reached: nothing was audited.\n{NEEDS}"
    bad = [f"{one['name']} {one['version']}: {weak['id']}" for one in found for weak in one.get("vulns", ())]
    unasked = [one["name"] for one in found if "skip_reason" in one]
    if bad:
        return 1, "\n".join(["Known against locked versions:", *bad])
    if unasked or not found:
        return 2, f"Nothing is said of {len(unasked)} of {len(found)} packages: they were not audited.\n{NEEDS}"
    return 0, f"Nothing is known against the {len(found)} locked versions."


def audited(lock: Path) -> tuple[int, str]:
    """The same of one lock."""
    switches = ["--require-hashes", "--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", "-r", str(lock), *switches]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own
    return judged(done.stdout)


def main(locks: list[Path]) -> int:
    """The worst of all locks."""
    codes = []
    for lock in locks or [ROOT / "requirements" / name for name in ("run.txt", "dev.txt")]:
        code, sentences = audited(lock)
        codes.append(code)
        sys.stdout.write(f"{lock.name}: {sentences}\n")
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main([Path(one) for one in sys.argv[1:]]))
