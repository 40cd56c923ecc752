"""Runs schemathesis over the description of the real server: what `make schemathesis` does.

It needs an environment of its own, which is named first; further arguments go to schemathesis.
"""

import os
import subprocess
import sys
from pathlib import Path

from kiosk.clock import Clock
from kiosk.server.run import EmbeddedServer

RULES = Path(__file__).with_name("schemathesis.toml")
TOKEN = "a-token-of-schemathesis"


def main(program: str, *more: str) -> int:
    """Serve the demo building, in memory only, and let it be asked whatever its description allows, and what not."""
    server = EmbeddedServer(None, TOKEN, demo=True, clock=Clock())
    address = server.start()
    rules = ("--config-file", str(RULES))
    try:
        asked = [
            str(Path(program).absolute()),
            *rules,
            "run",
            f"{address}/openapi.json",
            "--header",
            f"Authorization: {TOKEN}",
            *more,
        ]
        return subprocess.run(
            asked, env={**os.environ, "NO_PROXY": "127.0.0.1"}, cwd=Path(program).parent, check=False
        ).returncode
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
