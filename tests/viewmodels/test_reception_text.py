"""What the reception says, step by step: kind, true, and nothing of a person before the code matched."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.reception_steps import (
    Conversation,
    Done,
    EnteringCode,
    Greeting,
    Habits,
    HouseRules,
    Idle,
    Locked,
    Page,
    Refused,
    WalkIn,
)
from kiosk.domain.visit import Host
from kiosk.domain.visiting import Act, Outcome, Receipt
from kiosk.i18n import languages
from kiosk.viewmodels.reception_parts import Aside
from kiosk.viewmodels.reception_text import reception_view
from tests.qml.reception_samples import AT, HABITS, HOSTS, OPTIONS, STEPS, VISIT, phrases, shown, view

PERSONAL = ("Ada", "Lovelace", "Grace", "Hopper", "Analytical", "KXQWMN")
BEFORE_A_MATCH = ("idle", "looking_up", "not_found", "other_building", "locked", "kept")


def said(one: object) -> str:
    return repr(one)


@pytest.mark.parametrize("name", BEFORE_A_MATCH)
def test_nothing_of_a_person_is_said_before_the_code_matched(name: str) -> None:
    assert not [word for word in PERSONAL if word in said(view(name))]


@pytest.mark.parametrize("language", languages())
def test_every_step_has_a_way_on(language: str) -> None:
    for name in STEPS:
        one = view(name, language)
        waits = one.tone == "waiting"
        assert waits or one.choices or one.rows or one.back, name
        assert waits or one.page == "idle" or one.over or any(choice.key == "close" for choice in one.choices), name


def test_two_instants_of_one_minute_give_the_same_screen() -> None:
    for step in STEPS.values():
        talk = Conversation(step, AT)
        one, two = (
            reception_view(talk, AT + timedelta(seconds=seconds), phrases(), OPTIONS, HABITS, Aside())
            for seconds in (1, 59)
        )
        assert one == two


def test_the_greeting_says_who_when_and_where() -> None:
    one = view("greeting")
    assert "Ada Lovelace" in one.title
    assert {fact.key: fact.text for fact in one.facts}["time"] == "15:00 – 16:00"
    assert [fact.key for fact in one.facts] == ["host", "time", "place"]
    assert one.choices[0].key == "confirm"


def test_a_visitor_without_a_name_a_host_or_a_place_is_greeted_all_the_same() -> None:
    bare = replace(VISIT, visitor=None, host=None, room=None, floor=None)
    one = shown(Greeting(Act.ARRIVE, bare, "KXQWMN"))
    assert one.title == "Hello"
    assert [fact.key for fact in one.facts] == ["time"]


@pytest.mark.parametrize("bad", ["\u202eevil", "a\nb\tc", "<img src=x>", "x" * 200, "\u200b"])
def test_a_name_from_outside_is_one_plain_line(bad: str) -> None:
    one = shown(Greeting(Act.ARRIVE, replace(VISIT, visitor=bad, host=Host(bad)), "KXQWMN"))
    for text in (one.title, *(fact.text for fact in one.facts)):
        assert "\n" not in text
        assert "\u202e" not in text
        assert "<img" not in text
        assert len(text) < 120


def _done(outcome: Outcome, aside: Aside, act: Act = Act.ARRIVE) -> str:
    one = shown(Done(Receipt(act, outcome, AT, "key", VISIT), AT), aside=aside)
    return f"{one.line} {one.note}"


def test_the_end_says_only_what_is_true() -> None:
    assert "Grace" in _done(Outcome.CHECKED_IN, Aside(telling=True))
    assert "Grace" not in _done(Outcome.CHECKED_IN, Aside())
    assert "badge" not in _done(Outcome.CHECKED_IN, Aside())
    assert "being printed" in _done(Outcome.CHECKED_IN, Aside("printing"))
    assert "reception" in _done(Outcome.CHECKED_IN, Aside("failed"))
    assert "no connection" in _done(Outcome.OFFLINE_RECORDED, Aside())
    assert "checked out" in _done(Outcome.CHECKED_OUT, Aside(), Act.LEAVE)


def test_the_wifi_is_said_and_shown_only_where_there_is_one() -> None:
    done = STEPS["in"]
    with_it, without = shown(done), shown(done, options=replace(OPTIONS, wifi_name="", wifi_password="left over"))
    assert {fact.key for fact in with_it.facts} >= {"wifi", "password"}
    assert with_it.qr_modules > 0
    assert {fact.key for fact in without.facts} == {"place", "way"}
    assert (without.qr_source, without.qr_modules, without.qr_caption) == ("", 0, "")


REFUSALS = (
    Outcome.NOT_FOUND,
    Outcome.TOO_EARLY,
    Outcome.OVER,
    Outcome.CANCELLED,
    Outcome.ALREADY_IN,
    Outcome.ALREADY_OUT,
    Outcome.OTHER_BUILDING,
)


@pytest.mark.parametrize("language", languages())
def test_each_refusal_has_a_sentence_of_its_own(language: str) -> None:
    said = {shown(Refused(one, VISIT, AT), language).title for one in REFUSALS}
    assert len(said) == len(REFUSALS)


def test_who_is_early_hears_from_when_on() -> None:
    early = replace(VISIT, start=AT + timedelta(hours=4), end=AT + timedelta(hours=5))
    line = shown(Refused(Outcome.TOO_EARLY, early, AT)).line
    assert "16:12" in line
    assert "18:12" in line


def test_a_pause_names_the_minute_from_which_a_try_counts() -> None:
    assert "14:13" in shown(Locked(AT + timedelta(seconds=30))).line
    assert "14:13" in shown(Locked(AT + timedelta(seconds=60))).line
    assert "14:14" in shown(Locked(AT + timedelta(seconds=61))).line


def test_what_is_switched_off_is_absent() -> None:
    bare = Habits(walk_ins=False, check_out=False)
    assert [one.key for one in shown(Idle(), habits=bare).choices] == ["code"]
    assert "walk_in" not in {one.key for one in shown(STEPS["not_found"], habits=bare).choices}
    assert shown(Idle(), options=replace(OPTIONS, languages=("en",))).languages == ()


def test_house_rules_come_in_the_visitors_language_or_else_in_the_first() -> None:
    options = replace(OPTIONS, house_rules={"en": "Wear it.", "de": "Tragen."})
    texts = [shown(HouseRules(VISIT), language, options).text for language in ("de", "en", "fr")]
    assert texts == ["Tragen.", "Wear it.", "Wear it."]


def test_a_code_without_a_known_length_is_finished_by_a_button() -> None:
    step = EnteringCode(Act.ARRIVE, "8812")
    assert [one.key for one in shown(step, habits=Habits(code_length=None)).choices] == ["next"]
    assert shown(step).choices == ()


def test_only_names_that_were_searched_for_are_shown() -> None:
    assert shown(WalkIn(Page.HOST, text="", hosts=())).rows == ()
    assert [row.title for row in shown(WalkIn(Page.HOST, text="gra", hosts=HOSTS)).rows] == [one.name for one in HOSTS]
    assert shown(WalkIn(Page.HOST, text="gra", hosts=HOSTS), habits=Habits(find_hosts=False)).rows == ()


def test_nobody_of_that_name_is_said_only_once_the_answer_is_there() -> None:
    step = WalkIn(Page.HOST, text="xyz")
    assert shown(step).line
    assert not shown(step, aside=Aside(searching=True)).line
    assert not shown(WalkIn(Page.HOST, text="x")).line


def test_an_answer_that_will_not_do_gets_a_hint() -> None:
    for page in (Page.NAME, Page.HOST, Page.EMAIL):
        step = WalkIn(page)
        assert not shown(step).note
        assert shown(step, aside=Aside(stuck=True)).note
