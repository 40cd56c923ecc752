"""A first start of many tags: `python -m tests.benchmarks.tag_fleet 0.2 10000`: so many calls fail.

Prints one JSON document. A process of its own, as its memory is asked for.
"""

import json
import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.tag_memory import most_megabytes
from tests.sync.virtual import simulate
from tests.tags.service.fleet import drained

_TAGS_A_GATEWAY = 250


def main(share: float, tags: int) -> None:
    """From nothing to every tag showing its sign."""
    logging.disable()
    with TemporaryDirectory() as folder:
        went = simulate(lambda: drained(Path(folder), tags, max(1, tags // _TAGS_A_GATEWAY), share))
    sys.stdout.write(json.dumps({**went._asdict(), "megabytes": most_megabytes()}) + "\n")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
