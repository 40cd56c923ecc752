"""A server process for the power-cut test: `python -m tests.server.power_cut_server FILE TOKEN`."""

import asyncio
import sys
from pathlib import Path

from kiosk.clock import Clock
from kiosk.server.run import serve


def main() -> None:
    """Serve on a free port until killed; the one line printed is the address."""
    path, token = sys.argv[1:]
    asyncio.run(serve("127.0.0.1", 0, Path(path), token, demo=False, clock=Clock(), on_ready=_say))


def _say(address: str) -> None:
    sys.stdout.write(address + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
