"""Writes the bill of materials, CycloneDX 1.6, out of assets/components.json and the lock's hashes.

Usage: python packaging/supply/sbom.py FILE      (the same lock gives the same bytes)
"""

import json
import re
import sys
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==\S+", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VERSION = re.compile(r'__version__ = "([^"]+)"')


def bill() -> dict[str, object]:
    """The document."""
    version = _VERSION.findall((ROOT / "kiosk" / "__init__.py").read_text(encoding="utf-8"))[0]
    text = (ROOT / "assets" / "components.json").read_text(encoding="utf-8")
    hashes, found = locked_hashes(), json.loads(text)
    program = {"type": "application", "name": "room-kiosk", "version": version, "bom-ref": "room-kiosk"}
    parts = [part(one, hashes.get(one["name"], [])) for one in found]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, version + text)}",
        "version": 1,
        "metadata": {"component": {**program, "licenses": [{"expression": "MIT"}]}},
        "components": parts,
        "dependencies": [{"ref": "room-kiosk", "dependsOn": [one["bom-ref"] for one in parts]}],
    }


def part(one: dict[str, str], hashes: list[str]) -> dict[str, object]:
    """One component; its hashes are those of all files that the lock allows, one for each system."""
    library = one["kind"] == "library"
    purl = f"pkg:pypi/{one['name']}@{one['version']}" if library else f"pkg:generic/{one['name']}@{one['version']}"
    entry: dict[str, object] = {
        "type": "library" if library else "data",
        "bom-ref": purl,
        "name": one["name"],
        "version": one["version"],
        "licenses": [{"expression": one["license"]}],
        "purl": purl,
    }
    allowed = [{"name": "room-kiosk:lock:sha256", "value": value} for value in hashes]
    return {**entry, "properties": allowed} if allowed else entry


def locked_hashes() -> dict[str, list[str]]:
    """The hashes of each locked library, of the tests' lock for the extras."""
    found: dict[str, list[str]] = {}
    for name in ("dev.txt", "run.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        names, bodies = _PINNED.findall(text), _PINNED.split(text)[2::2]
        found |= {key: _HASH.findall(body) for key, body in zip(names, bodies, strict=True)}
    return found


def main(path: Path) -> None:
    """Write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(bill(), indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
