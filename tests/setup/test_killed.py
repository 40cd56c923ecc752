"""Killed at any moment of a change, a panel has its old server with the old token, or the new one with the new."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.config.file import load
from kiosk.private.secret import read_token
from tests.app.programs import ROOT

pytestmark = pytest.mark.slow
KILLS = 40
CHANGES_FOR_EVER = """
import itertools, pathlib, sys
from kiosk.setup.draft import TOKEN_FILE
from kiosk.setup.writing import keep
path = pathlib.Path(sys.argv[1])
for number in itertools.count():
    changes = {("backend", "kind"): "offision", ("backend", "url"): f"https://{number}.example"}
    keep(path, changes, f"of-{number}", TOKEN_FILE)
    print(number, flush=True)
"""


@contextmanager
def changing(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", CHANGES_FOR_EVER, str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_server_and_token_always_belong_together(tmp_path: Path) -> None:
    path, chance = tmp_path / "config.toml", random.Random(7)
    seen = set[str]()
    for _ in range(KILLS):
        with changing(path) as process:
            assert process.stdout is not None
            confirmed = [process.stdout.readline() for _ in range(chance.randrange(1, 12))]
        config = load(path)
        number = config.backend.url.removeprefix("https://").removesuffix(".example")
        assert read_token(config.backend, {}, "") == f"of-{number}"
        assert int(number) >= int(confirmed[-1])
        seen.add(number)
    assert len(seen) > 1


def test_what_a_kill_left_behind_is_gone_after_the_next_change(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for _ in range(5):
        with changing(path) as process:
            assert process.stdout is not None
            process.stdout.readline()
    left = "token-00000000"
    (tmp_path / left).write_text("old")
    with changing(path) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.readline()

    assert not (tmp_path / left).exists()
