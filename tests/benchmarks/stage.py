"""Where the measuring takes place: a building, two screens of the same size, and who performs on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.app.screen import Screen
from tests.benchmarks.building import Building, building
from tests.benchmarks.page_server import page_server
from tests.benchmarks.subjects import BROWSER, Browser, Panel


@dataclass(frozen=True, slots=True)
class Stage:
    """`home` is a folder that is thrown away; the panel has `screen`, the browser `other`."""

    home: Path
    building: Building
    screen: Screen
    other: Screen

    @property
    def missing(self) -> str:
        """Why the browser's column is empty."""
        return "–" if BROWSER.exists() else "not installed"

    def panel(self, name: str, more: str = "") -> Panel:
        """A panel with a home of its own, which remembers."""
        return Panel(self.screen, self.home / name, self.building.url, more=more)

    @contextmanager
    def browser(self) -> Iterator[Browser | None]:
        """The page in the browser; None where there is no browser."""
        if not BROWSER.exists():
            yield None
            return
        with page_server(self.building.url) as url:
            yield Browser(self.other, self.home / "browser", url)


@contextmanager
def stage(home: Path) -> Iterator[Stage]:
    """A running server and two empty screens."""
    with building(home / "server") as server, Screen() as screen, Screen() as other:
        yield Stage(home, server, screen, other)
