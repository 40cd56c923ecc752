"""A program gets the body and the key, never a secret; its exit code says what became of it."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from kiosk.backends.errors import BackendError, Rejected, ServerTrouble, TimedOut, Unreachable
from kiosk.backends.program import Program

KEEP = """
import json, os, pathlib, sys
pathlib.Path(sys.argv[1]).write_text(json.dumps({"in": sys.stdin.read(), **os.environ}))
"""
WAIT = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text('x'); time.sleep(600)"


def program(code: str, *arguments: str, patience: float = 30.0, **environment: str) -> Program:
    return Program([sys.executable, "-c", code, *arguments], environment, patience=patience)


async def test_it_reads_the_body_and_sees_the_key_but_no_secret(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    await program(KEEP, str(out), COLOUR="blue", KIOSK_TOKEN="canary", CREDENTIALS_DIRECTORY="canary").give(
        '{"text": "kühl"}'.encode(), "k-1"
    )
    seen = json.loads(out.read_text())
    assert (json.loads(seen["in"])["text"], seen["KIOSK_KEY"], seen["COLOUR"]) == ("kühl", "k-1", "blue")
    assert "canary" not in seen.values()


@pytest.mark.parametrize(
    ("code", "error"), [("raise SystemExit(65)", Rejected), ("raise SystemExit(1)", ServerTrouble)]
)
async def test_its_exit_code_is_its_answer(code: str, error: type[BackendError]) -> None:
    with pytest.raises(error):
        await program(code).give(b"x" * 1_000_000, "k-1")


async def test_one_that_cannot_be_run_is_said() -> None:
    with pytest.raises(Unreachable, match="no-such-program"):
        await Program(["no-such-program"], {}).give(b"{}", "k-1")


async def test_one_that_never_ends_is_killed(tmp_path: Path) -> None:
    with pytest.raises(TimedOut):
        await program(WAIT, str(tmp_path / "began"), patience=0.3).give(b"{}", "k-1")


async def test_who_is_cancelled_takes_it_along(tmp_path: Path) -> None:
    began = tmp_path / "began"
    work = asyncio.ensure_future(program(WAIT, str(began)).give(b"{}", "k-1"))
    while not began.exists():  # noqa: ASYNC110 - a file of another process
        await asyncio.sleep(0.01)
    work.cancel()
    await asyncio.wait([work])
    assert work.cancelled()
