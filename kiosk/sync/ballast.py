"""A file of no use but for its size: on a full disk it is given up, so that what matters can still be written."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

SIZE = 256 * 1024


class Ballast:
    """`SIZE` bytes at `path`, there whenever the disk has room."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def release(self) -> bool:
        """Free the space; False where there was nothing to free."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def restore(self) -> None:
        """Make the ballast anew where it is missing and the disk has room for it four times over."""
        with suppress(OSError):
            if self._path.exists() or shutil.disk_usage(self._path.parent).free < 4 * SIZE:
                return
            try:
                self._path.write_bytes(os.urandom(SIZE))
            except OSError:
                self._path.unlink(missing_ok=True)
