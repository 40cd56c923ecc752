"""The doctor's checks while the panel runs: the same ones, without touching what the panel itself holds open."""

import tempfile
from dataclasses import replace

from kiosk.checks.check import Check
from kiosk.checks.program import disk, fonts, server_checks
from kiosk.clock import Clock
from kiosk.settings import Settings
from kiosk.site import open_memory


async def diagnose(settings: Settings, clock: Clock) -> list[Check]:
    """Every check that a person at the screen can do something about."""
    with tempfile.TemporaryDirectory(prefix="room-kiosk-") as folder:
        panel = replace(settings.config.panel, data_dir=folder)
        apart = replace(settings, config=replace(settings.config, panel=panel))
        with open_memory(apart, clock) as memory:
            return [fonts(), disk(settings), *await server_checks(settings, clock, memory)]
