"""The search for another room, put together for one door. Loads nothing before the first frame; knows nothing of Qt."""

from collections.abc import Callable
from functools import partial

from kiosk.acting.desk import RoomDesk
from kiosk.acting.house import House
from kiosk.backends.base import Backend
from kiosk.clock import Clock
from kiosk.domain.policy import Policy
from kiosk.domain.room import Room
from kiosk.flows.find import FindFlow
from kiosk.flows.find_views import FindViews
from kiosk.phrases.acts import ActPhrases
from kiosk.phrases.find import FindPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.wording import Words


def search_from(
    here: Room, backend: Backend, desk: RoomDesk, clock: Clock, policy: Policy, words: Words
) -> Callable[[], FindFlow]:
    """What makes the flow of the action `find` at the door of `here`; all of them share what they have seen."""
    views = FindViews(SheetPhrases(words), FindPhrases(words), ActPhrases(words), policy)
    house = House(backend, clock, here)
    return partial(FindFlow, house, desk, clock, policy, views, lambda: desk.abilities.book is not None)
