"""A face that somebody plays with: its config, its PIN its folder, and what must be as before when they are gone."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.setup.pin import PIN_FILE, PinFiles
from kiosk.setup.pin_hash import hashed
from tests.app.programs import ROOT, environment

PIN = "83920174"
# Large blocks, such as a PIN's hash needs, are given back to the system at once, so that a leak is seen among them.
GIVEN_BACK = {"MALLOC_MMAP_THRESHOLD_": "262144", "MALLOC_ARENA_MAX": "1"}
CONFIG = Path(".config/room-kiosk/config.toml")


@dataclass
class Keeper:
    """A home folder set up for the server at `url`, whose settings are behind `PIN`."""

    home: Path
    url: str
    kept: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        state = self.home / "state"
        for folder in (state, (self.home / CONFIG).parent):
            folder.mkdir(parents=True)
        lines = f'[backend]\nkind = "local"\nurl = "{self.url}"\n[panel]\nroom = "2"\ntime_zone = "Europe/Berlin"\n'
        lines += '[reception]\ntitle = "Spreehaus"\n'
        (self.home / CONFIG).write_text(lines)
        PinFiles(state).keep_pin(hashed(PIN, bytes(16)))
        self.kept = self.read()

    def read(self) -> dict[str, bytes]:
        """What only somebody with the PIN may change."""
        return {name: (self.home / name).read_bytes() for name in (str(CONFIG), f"state/{PIN_FILE}")}

    def monkey(self, face: str, seed: int, events: int) -> dict[str, Any]:
        """Let a monkey play; what it came to. Fails where it got out, or anything was complained about."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.escape.monkey", face, str(seed), str(events)],
            env=environment(self.home, PYTHONPATH=str(ROOT), **GIVEN_BACK),
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), f"seed {seed}: {done.stderr[-4000:]}"
        assert self.read() == self.kept, f"seed {seed}: the set-up was changed"
        told: dict[str, Any] = json.loads(done.stdout)
        return told
