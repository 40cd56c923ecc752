"""Keeps a small record in a file, whole or as it was before. Knows nothing of what it holds."""

import json
import os
from contextlib import suppress
from pathlib import Path


def keep(record: object, path: Path) -> None:
    """Write it as JSON; it is on the disk when this returns. Where the disk does not take it, nothing changes."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(record, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
