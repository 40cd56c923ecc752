"""One local server with the demo building for all tests that only read from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.programs import local_server
from tests.app.screen import Screen

AT = "2026-11-20T14:12:00+01:00"


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo building that stands still on a Friday at 14:12 in Berlin."""
    with local_server(tmp_path_factory.mktemp("demo"), "--demo", "--at", AT) as (url, _):
        yield url


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder for one program."""
    return tmp_path / "home"


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A real X screen of 1280 × 800."""
    with Screen() as one:
        yield one
