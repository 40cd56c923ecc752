"""A file that is there whole or not at all. Knows nothing of what it holds."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile


@contextmanager
def new_file(path: Path) -> Iterator[Callable[[bytes], object]]:
    """What takes the bytes of the file at `path`, readable by its owner alone. A failure leaves what was there before.

    Raises OSError where the file cannot be written.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as part:
        try:
            yield part.write
            part.flush()
            os.fsync(part.fileno())
            part.close()
            Path(part.name).replace(path)
        except BaseException:
            part.close()
            Path(part.name).unlink(missing_ok=True)
            raise
