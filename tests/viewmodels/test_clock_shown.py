"""A clock of which nobody knows whether it is right is shown on no face: rather none than one of 1970."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.access import AccessKeys
from kiosk.domain.agenda import Agenda
from kiosk.domain.connection import Connection
from kiosk.domain.reception_steps import Conversation, Idle
from kiosk.domain.state import derive
from kiosk.phrases.lobby import LobbyPhrases
from kiosk.viewmodels.home_text import HomeOptions, home_view
from kiosk.viewmodels.lobby_text import LobbyOptions, lobby_view
from kiosk.viewmodels.qr import no_qr
from kiosk.viewmodels.reception_parts import Aside
from kiosk.viewmodels.reception_text import reception_view
from kiosk.wording import Words
from tests.qml.reception_samples import AT, HABITS, OPTIONS, phrases
from tests.wording.states import POLICY, agenda, at, meeting

NOW = at("14:12")
KNOWN = agenda(meeting("13:30", "14:30"), now="14:12")
WORDS = Words("en")


def door(known: Agenda, now: datetime = NOW) -> tuple[str, str]:
    state = derive(known, now, POLICY)
    shown = home_view(state, known, AccessKeys(), Connection(), WORDS, HomeOptions(qr=no_qr))
    return shown.clock, shown.date


def lobby(known: Agenda, now: datetime = NOW) -> tuple[str, str]:
    options = LobbyOptions(ZoneInfo("Europe/Berlin"))
    shown = lobby_view([derive(known, now, POLICY)], now, Connection(), LobbyPhrases(WORDS), options)
    return shown.clock, shown.date


def reception(now: datetime) -> tuple[str, str]:
    shown = reception_view(Conversation(Idle(), AT), now, phrases(), OPTIONS, HABITS, Aside())
    return shown.clock, shown.date


@pytest.mark.parametrize("year", [1970, 2016, 2024])
def test_one_that_was_never_set_is_not_shown(year: int) -> None:
    """A machine without a battery begins in 1970, or on the day on which its system was built."""
    unset, blank = NOW.replace(year=year), replace(KNOWN, as_of=None, known_until=None, appointments=())
    assert door(blank, unset) == lobby(blank, unset) == reception(unset) == ("", "")


def test_one_that_nobody_can_vouch_for_is_not_shown_until_a_server_tells_the_time() -> None:
    adrift = replace(KNOWN, adrift=True)
    assert door(adrift) == lobby(adrift) == ("", "")
    assert door(KNOWN) == lobby(KNOWN) == ("14:12", "Friday 20 November")


def test_one_that_was_set_is_shown_before_anything_is_known_of_a_room() -> None:
    blank = replace(KNOWN, as_of=None, known_until=None, appointments=())
    assert door(blank) == lobby(blank) == ("14:12", "Friday 20 November")
    assert all(reception(NOW))
