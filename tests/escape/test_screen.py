"""Nobody gets out by the keyboard and the mouse of a real X screen, or by what its window manager asks for."""

import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.app.programs import local_server, started
from tests.app.screen import Screen, wait_for
from tests.benchmarks.processes import cpu_seconds, memory_mb, tree
from tests.escape.keeper import Keeper
from tests.escape.xtest import Seen, XInput

pytestmark = [pytest.mark.slow, pytest.mark.display]
SIZE = (1280, 800)
ACTS, LOOK_EVERY = 15_000, 1_000
KEYS = (
    *(f"F{number}" for number in range(1, 13)), *"QWNOPTSFRLHCVXAZqwnop",
    "Tab", "Escape", "Delete", "BackSpace", "Return", "space", "Menu", "Print", "Home", "Left", "Up",
    "Sys_Req", "Pause",
)  # fmt: skip
MODIFIERS = ("Control_L", "Alt_L", "Super_L", "Shift_L", "ISO_Level3_Shift")
COMBINATIONS = (
    ("Alt_L", "F4"), ("Alt_L", "Tab"), ("Alt_L", "F2"), ("Alt_L", "space"), ("Control_L", "Q"), ("Control_L", "W"),
    ("Control_L", "N"), ("Control_L", "O"), ("Control_L", "P"), ("Control_L", "Alt_L", "Delete"), ("Super_L",),
    ("Control_L", "Alt_L", "BackSpace"), ("Control_L", "Alt_L", "T"), ("Super_L", "D"), ("Control_L", "Escape"),
    ("Control_L", "Shift_L", "Escape"), ("Shift_L", "F10"), ("Control_L", "V"), ("Shift_L", "Insert"), ("F11",),
)  # fmt: skip


@dataclass
class Stand:
    """A panel on the whole of a screen, and what is plugged into that screen."""

    panel: subprocess.Popen[str]
    screen: Screen
    x: XInput
    keeper: Keeper
    window: Seen

    def check(self) -> None:
        """It is still all that there is."""
        assert self.panel.poll() is None, "the program ended"
        assert self.x.windows() == [self.window]
        assert self.x.focus() == self.window.id
        assert tree(self.panel.pid) == [self.panel.pid], "a program was begun"
        assert self.keeper.read() == self.keeper.kept
        assert (self.keeper.home / "output.txt").read_text() == ""


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    with local_server(tmp_path / "server", "--demo") as (url, _), Screen(*SIZE) as screen:
        keeper, x = Keeper(tmp_path / "home", url), XInput(screen.display)
        with started(home=keeper.home, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb") as panel:
            wait_for(lambda: len(x.windows()) == 1 and x.focus() == x.windows()[0].id, "the panel and its keyboard")
            (window,) = x.windows()
            assert window.place == (0, 0, *SIZE)
            yield Stand(panel, screen, x, keeper, window)
        x.close()


def test_no_key_no_button_and_no_drag_leads_out(stand: Stand) -> None:
    rng, memory = Random(7), list[float]()
    for number in range(ACTS):
        do(stand.x, rng)
        if number % LOOK_EVERY == LOOK_EVERY - 1:
            answered(stand)
            stand.check()
            memory.append(memory_mb(stand.panel.pid))
    assert memory[-1] - memory[len(memory) // 2] < 8.0
    ends_when_asked(stand)


def test_what_a_window_manager_asks_for_is_refused(stand: Stand) -> None:
    for _ in range(20):
        stand.x.ask(stand.window.id, "WM_DELETE_WINDOW")
    answered(stand)
    stand.check()
    ends_when_asked(stand)


def test_a_panel_in_a_window_does_what_it_is_asked_for(tmp_path: Path) -> None:
    with (
        Screen(*SIZE) as screen,
        started("--demo", "--windowed", home=tmp_path / "home", DISPLAY=screen.display, QT_QPA_PLATFORM="xcb") as panel,
    ):
        x = XInput(screen.display)
        wait_for(lambda: len(x.windows()) == 1, "the panel")
        x.ask(x.windows()[0].id, "WM_DELETE_WINDOW")
        x.close()
        assert panel.wait() == 0


def answered(stand: Stand) -> None:
    """Return once the panel has worked off all that was sent before, and shows that the keyboard goes on from there."""
    stand.x.sync()
    worked = [-1.0]

    def rests() -> bool:
        worked.append(cpu_seconds(stand.panel.pid))
        return worked[-1] == worked[-2]

    wait_for(rests, "the panel to have done with it", every=0.1)
    before, tab = stand.screen.picture(), stand.x.code("Tab")

    def goes_on() -> bool:
        stand.x.keys(tab)
        stand.x.sync()
        return stand.screen.picture() != before

    wait_for(goes_on, "the panel's answer", every=0.05)


def ends_when_asked(stand: Stand) -> None:
    stand.panel.send_signal(signal.SIGTERM)
    assert stand.panel.wait() == 0
    assert (stand.keeper.home / "output.txt").read_text() == ""


def do(x: XInput, rng: Random) -> None:
    """One thing that hands can do."""
    match rng.randrange(6):
        case 0:
            x.keys(*(x.code(one) for one in rng.choice(COMBINATIONS)))
        case 1:
            held = rng.sample(MODIFIERS, rng.randrange(3))
            x.keys(*(x.code(one) for one in (*held, rng.choice(KEYS))))
        case 2:
            x.keys(rng.randrange(9, 250))
        case 3 | 4:
            x.move(rng.randrange(SIZE[0]), rng.randrange(SIZE[1]))
            click(x, rng.choice((1, 1, 1, 2, 3, 4, 5, 8)))
        case _:
            x.move(rng.randrange(SIZE[0]), rng.randrange(SIZE[1]))
            x.button(1, down=True)
            for _ in range(4):
                x.move(rng.randrange(SIZE[0]), rng.randrange(SIZE[1]))
            x.button(1, down=False)


def click(x: XInput, button: int) -> None:
    x.button(button, down=True)
    x.button(button, down=False)
