"""The real programs under a service manager's ear: when they say that they are ready, live and end."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.manager import Manager
from tests.app.programs import TOKEN, config_file, local_server, started
from tests.app.screen import Screen, wait_for

pytestmark = pytest.mark.slow
PAPER = (255, 255, 255)
FAST = "[sync]\npoll_seconds = 1\n"
TAGS = """[[tags.gateway]]
name = "files"
kind = "folder"
path = "{folder}/signs"
[[tags.tag]]
id = "T1"
gateway = "files"
room = "1"
panel = "7.5-bwr"
"""


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    with Manager(tmp_path, watchdog=0.9) as one:
        yield one


def test_the_panel_is_ready_with_its_first_frame_lives_by_more_of_them_and_says_that_it_ends(
    home: Path, tmp_path: Path, demo_server: str, manager: Manager
) -> None:
    config = config_file(tmp_path, demo_server, kind="local", room="2", more=FAST)
    environment = {**manager.environment, "QT_QPA_PLATFORM": "offscreen"}
    with started("panel", "--config", str(config), home=home, **environment) as panel:
        assert manager.hears() == ["READY=1", "STATUS=Shows room 2."]
        said = manager.hears_until("STATUS=Shows room 2; the server answers.")
        assert "WATCHDOG=1" in said
        assert [manager.hears() for _ in range(3)] == [["WATCHDOG=1"]] * 3
        panel.send_signal(signal.SIGTERM)
        assert "STOPPING=1" in manager.hears_until("STOPPING=1")
        assert panel.wait() == 0
    assert (home / "output.txt").read_text() == ""


def test_a_panel_whose_server_is_gone_lives_on_and_says_so(home: Path, tmp_path: Path, manager: Manager) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, server):
        config = config_file(tmp_path, url, kind="local", room="2", more=FAST)
        environment = {**manager.environment, "QT_QPA_PLATFORM": "offscreen"}
        with started("panel", "--config", str(config), home=home, **environment):
            manager.hears_until("STATUS=Shows room 2; the server answers.")
            server.kill()
            server.wait()
            manager.hears_until("STATUS=Shows room 2; no usable answer from the server since *")
            assert "WATCHDOG=1" in manager.hears_until("WATCHDOG=1")


@pytest.mark.parametrize(
    ("face", "shows"), [("lobby", "Shows the lobby"), ("reception", "Receives visitors")], ids=["lobby", "reception"]
)
def test_the_other_faces_are_ready_with_their_first_frame_and_live_by_more_of_them(
    home: Path, manager: Manager, face: str, shows: str
) -> None:
    environment = {**manager.environment, "QT_QPA_PLATFORM": "offscreen"}
    with started(face, "--demo", home=home, **environment) as one:
        assert manager.hears() == ["READY=1", f"STATUS={shows}."]
        assert "WATCHDOG=1" in manager.hears_until("WATCHDOG=1")
        one.send_signal(signal.SIGTERM)
        manager.hears_until("STOPPING=1")
        assert one.wait() == 0


def test_the_server_is_ready_when_it_answers_and_lives_by_answers(home: Path, tmp_path: Path, manager: Manager) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    arguments = ("server", "--demo", "--port", "0", "--token-file", str(token), "--data", str(tmp_path / "own.sqlite"))
    with started(*arguments, home=home, **manager.environment) as server:
        ready = manager.hears()
        assert ready[0] == "READY=1"
        assert ready[1].startswith("STATUS=The server answers on http://127.0.0.1:")
        assert [manager.hears() for _ in range(3)] == [["WATCHDOG=1"]] * 3
        server.send_signal(signal.SIGTERM)
        manager.hears_until("STOPPING=1")
        assert server.wait() == 0


def test_the_tags_are_ready_when_they_are_served_and_live_by_asking(
    home: Path, tmp_path: Path, demo_server: str, manager: Manager
) -> None:
    config = config_file(tmp_path, demo_server, kind="local", more=FAST + TAGS.format(folder=tmp_path))
    with started("tags", "run", "--config", str(config), home=home, **manager.environment) as tags:
        assert manager.hears() == ["READY=1", "STATUS=Serves 1 tag on 1 gateway."]
        assert "WATCHDOG=1" in manager.hears_until("STATUS=Keeps 1 sign up to date; the server answers.")
        tags.send_signal(signal.SIGTERM)
        manager.hears_until("STOPPING=1")
        assert tags.wait() == 0


def test_a_panel_whose_loop_hangs_feeds_no_watchdog_until_it_goes_on(
    home: Path, tmp_path: Path, demo_server: str, manager: Manager
) -> None:
    """Its token is in a pipe that nobody writes to: after the first frame the loop waits for ever."""
    pipe = tmp_path / "token"
    os.mkfifo(pipe, 0o600)
    backend = f'[backend]\ntoken_file = "{pipe}"\n'
    config = config_file(tmp_path, demo_server, kind="local", room="2", more=FAST)
    config.write_text(config.read_text().replace("[backend]\n", backend))
    environment = {**manager.environment, "QT_QPA_PLATFORM": "offscreen", "KIOSK_TOKEN": ""}
    with started("panel", "--config", str(config), home=home, **environment) as panel:
        assert manager.hears() == ["READY=1", "STATUS=Shows room 2."]
        assert manager.silent_for(2.0), "twice the watchdog's time: long enough to be taken for dead"
        assert panel.poll() is None
        with os.fdopen(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK), "w") as writing:
            writing.write(TOKEN)
        assert "WATCHDOG=1" in manager.hears_until("WATCHDOG=1")


@pytest.mark.display
def test_a_panel_that_ends_again_and_again_shows_a_calm_page_with_the_rooms_name(
    home: Path, tmp_path: Path, demo_server: str, screen: Screen
) -> None:
    config = config_file(tmp_path, demo_server, kind="local", room="2", more=f'theme = "bold-light"\n{FAST}')
    record = home / "state" / "starts-panel.json"
    arguments = ("panel", "--config", str(config))
    with Manager(tmp_path, watchdog=0.9) as manager:
        environment = {**manager.environment, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        for _ in range(3):
            with started(*arguments, home=home, **environment) as panel:
                assert manager.hears() == ["READY=1", "STATUS=Shows room 2."]
                panel.kill()
            manager.heard()
        record.write_text(record.read_text().replace('"room": ""', '"room": "Studio"'))
        with started(*arguments, home=home, **environment) as panel:
            calm = "Ended 3 times soon after its start; waits 10 seconds."
            assert manager.hears() == ["READY=1", f"STATUS={calm}"]
            wait_for(lambda: screen.pixel(20, 400) == PAPER, "the calm page")
            assert panel.wait() == 69
        manager.heard()
        with started(*arguments, home=home, **environment) as panel:
            assert manager.hears_until("READY=1") == ["READY=1", "STATUS=Shows room 2."]
            panel.kill()
        manager.heard()
        with started(*arguments, home=home, **environment) as panel:
            manager.hears_until("STATUS=Ended 4 times soon after its start; waits 20 seconds.")
            manager.hears_until("WATCHDOG=1")
            panel.send_signal(signal.SIGTERM)
            manager.hears_until("STOPPING=1")
            assert panel.wait() == 0


@pytest.mark.display
def test_a_panel_whose_display_goes_ends_with_a_fault_and_comes_back_on_the_next(
    home: Path, tmp_path: Path, demo_server: str
) -> None:
    config = config_file(tmp_path, demo_server, kind="local", room="2", more=FAST)
    arguments = ("panel", "--config", str(config))
    with Manager(tmp_path) as manager:
        for _ in range(2):
            with Screen() as screen:
                environment = {**manager.environment, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
                with started(*arguments, home=home, **environment) as panel:
                    manager.hears_until("STATUS=Shows room 2; the server answers.")
                    screen.close()
                    assert panel.wait() != 0
        nowhere = {**manager.environment, "DISPLAY": ":64999", "QT_QPA_PLATFORM": "xcb"}
        with started(*arguments, home=home, **nowhere) as panel:
            assert panel.wait() != 0, "there is no display to begin on"
    quick = (home / "state" / "starts-panel.json").read_text()
    assert '"quick_ends": 1' in quick, "a start without a display is none"


def test_meetings_that_are_new_when_the_panel_dies_twice_are_held_back_from_then_on(
    home: Path, tmp_path: Path, demo_server: str
) -> None:
    config = config_file(tmp_path, demo_server, kind="local", room="1", more=FAST)
    record = home / "state" / "shown-panel.json"
    with Manager(tmp_path) as manager:
        environment = {**manager.environment, "QT_QPA_PLATFORM": "offscreen"}
        for deaths in (0, 1, 2):
            with started("panel", "--config", str(config), home=home, **environment) as panel:
                manager.hears_until("STATUS=Shows room 1; the server answers.")
                kept = json.loads(record.read_text())
                assert set(kept["deaths"].values()) == ({deaths} if deaths else set())
                assert bool(kept["new"]) == (deaths < 2), "what is held back is not shown, and so not new"
                panel.kill()
