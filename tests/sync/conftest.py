import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.storing import mount


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes; only root may mount one."""
    point = tmp_path / "small"
    point.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a small disk can only be mounted by root, on Linux")
    if not mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", point):
        pytest.skip("this machine does not let root mount a tmpfs")
    yield point
    subprocess.run(["umount", "-l", point], check=True)  # noqa: S607 - wherever it is
