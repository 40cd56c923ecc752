import pytest

from kiosk.config import PanelConfig
from kiosk.domain.connection import Connection
from kiosk.domain.environment import Environment
from kiosk.domain.state import derive
from kiosk.screen import HomeScreen
from kiosk.sync.model import FeedState
from tests.wording.states import POLICY, agenda, at

AIR = (Environment("1", at("14:10"), 21.0),)


@pytest.mark.usefixtures("qapp")
def test_the_air_is_shown_beside_what_is_there_already_and_goes_with_time() -> None:
    screen = HomeScreen(PanelConfig())
    screen.show_environment(())
    known = agenda(now="14:12")
    feed = FeedState((known,), connection=Connection(last_contact=known.as_of))
    screen.show((derive(known, at("14:12"), POLICY),), feed)
    assert screen.home.property("environment") == ""
    screen.show_environment(AIR)
    assert "21" in screen.home.property("environment")
    assert screen.home.property("room") == "Victoria"
    screen.show((derive(known, at("14:26"), POLICY),), feed)
    assert screen.home.property("environment") == ""
