"""Settings of every test: no screen, no other machine, no time limits. Set before Qt is first imported."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.loopback_only import stay_local

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
stay_local()

HOME = ROOT / "build" / "cache" / "hypothesis"
set_hypothesis_home_dir(HOME)
settings.register_profile(
    "default",
    deadline=None,
    database=DirectoryBasedExampleDatabase(HOME / "examples"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("fast", settings.get_profile("default"), max_examples=20)
settings.register_profile("ci", settings.get_profile("default"), max_examples=200, database=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))


@pytest.fixture
def ram_path(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk in memory where there is one, for thousands of transactions; what a kill costs is the same."""
    ram = Path("/dev/shm")  # noqa: S108 - the system's own place for it
    if not ram.is_dir():
        yield tmp_path
        return
    with TemporaryDirectory(dir=ram) as folder:
        yield Path(folder)
