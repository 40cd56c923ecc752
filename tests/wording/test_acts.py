"""How an act ended: every way has its sentence, in every language, and none says more than it may."""

from itertools import product
from zoneinfo import ZoneInfo

import pytest

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking
from kiosk.i18n import languages
from kiosk.phrases.acts import ActPhrases
from kiosk.wording import Words
from tests.domain.builders import utc

BERLIN = ZoneInfo("Europe/Berlin")
NOW = utc("10:00")
HELD = Booking("7", "1", utc("09:30"), utc("11:00"), "Salary talk")
HOLDER = Appointment("8", utc("11:00"), utc("12:00"), subject="Salary talk", organizer="Grace Hopper")
FORBIDDEN = ("{", "}", "None", "HTTP", "server", "Server", "Salary", "Grace", "backend", "  ")


def sentence(outcome: Outcome, language: str = "en") -> str:
    return ActPhrases(Words(language)).sentence(outcome, NOW, BERLIN)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("act", "ending"), [*product(Act, Ending)])
@pytest.mark.parametrize("known", [True, False])
def test_every_way_to_end_has_a_sentence(act: Act, ending: Ending, language: str, *, known: bool) -> None:
    outcome = Outcome(
        act,
        "1",
        ending,
        booking=HELD if known else None,
        holder=HOLDER if known else None,
        free_from=utc("12:00") if known else None,
        reason="https://rooms.example.com says: 409 Conflict",
    )
    said = sentence(outcome, language)
    assert said.endswith((".", "。"))
    assert said[0] == said[0].upper()
    assert not [one for one in (*FORBIDDEN, "409", "https") if one in said]
    assert len(said) <= 100


@pytest.mark.parametrize(
    ("outcome", "english", "german"),
    [
        (
            Outcome(Act.BOOK, "1", Ending.DONE, HELD),
            "Booked: the room is yours until 12:00.",
            "Gebucht: Der Raum gehört Ihnen bis 12:00.",
        ),
        (
            Outcome(Act.BOOK, "1", Ending.DONE, Booking("7", "1", utc("14:00"), utc("15:00"))),
            "Booked: the room is yours from 15:00.",
            "Gebucht: Der Raum gehört Ihnen ab 15:00.",
        ),
        (
            Outcome(Act.BOOK, "1", Ending.TAKEN, holder=HOLDER, free_from=utc("14:15")),
            "Taken by someone else just now. It is free again from 15:15.",
            "Gerade hat jemand anderes gebucht. Wieder frei ab 15:15.",
        ),
        (
            Outcome(Act.EXTEND, "1", Ending.TAKEN, holder=HOLDER),
            "Someone else has the room next.",
            "Danach hat jemand anderes den Raum.",
        ),
        (
            Outcome(Act.CANCEL, "1", Ending.DONE),
            "Cancelled. Thank you: the time is free for others again.",
            "Abgesagt. Danke: Die Zeit ist wieder für andere frei.",
        ),
    ],
)
def test_what_is_said_is_what_came_of_it(outcome: Outcome, english: str, german: str) -> None:
    assert (sentence(outcome), sentence(outcome, "de")) == (english, german)


@pytest.mark.parametrize("language", languages())
def test_only_what_was_done_is_said_to_be(language: str) -> None:
    done = {sentence(Outcome(act, "1", Ending.DONE, HELD), language) for act in Act}
    undone = [Outcome(act, "1", ending, HELD) for act, ending in product(Act, Ending) if ending != "done"]
    other = {sentence(one, language) for one in undone}
    assert not done & other
