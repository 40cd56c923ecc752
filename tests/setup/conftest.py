"""Real servers on the loopback, and a panel with a home that is thrown away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import FixedClock
from kiosk.server.run import EmbeddedServer
from kiosk.setup.device import Device
from tests.setup.panels import FRIDAY, TOKEN, device_at


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of a demo building that takes `TOKEN`."""
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(FRIDAY))
    yield server.start()
    server.stop()


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """A panel that was never set up."""
    return device_at(tmp_path)
