"""The screen between the conversation and QML: what a press means, and in which language it speaks."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.config import Config
from kiosk.domain.reception_events import (
    Back,
    Closed,
    CodeWanted,
    Confirmed,
    Erased,
    Event,
    HostChosen,
    KeyPressed,
    LanguageChosen,
    Submitted,
    TextChanged,
    WalkInWanted,
)
from kiosk.domain.reception_steps import Conversation, Habits, Idle
from kiosk.domain.visiting import Act
from kiosk.i18n import languages
from kiosk.phrases.reception import ReceptionPhrases
from kiosk.reception.screen import Presses, ReceptionScreen
from kiosk.viewmodels.key_names import KeyNamesViewModel
from kiosk.viewmodels.reception_parts import Aside
from kiosk.wording import Words
from tests.qml.reception_samples import AT, HOSTS, STEPS


class Seconds:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def screen(config: Config | None = None, spoken: list[str] | None = None) -> ReceptionScreen:
    heard: list[str] = [] if spoken is None else spoken
    return ReceptionScreen(config or Config(), Habits(), ZoneInfo("Europe/Berlin"), lambda: AT, heard.append)


def layout(one: ReceptionScreen) -> str:
    return str(one.reception.findChildren(KeyNamesViewModel)[0].property("layout"))


def show(one: ReceptionScreen, name: str, language: str | None = None) -> None:
    one.show(Conversation(STEPS[name], AT, language), Aside())


@pytest.mark.parametrize(
    ("key", "event"),
    [
        ("code", CodeWanted()),
        ("leave", CodeWanted(Act.LEAVE)),
        ("walk_in", WalkInWanted()),
        ("confirm", Confirmed()),
        ("close", Closed()),
        ("back", Back()),
        ("next", Submitted()),
        ("lang-zh-Hant", LanguageChosen("zh-Hant")),
        ("host-0", None),
        ("host-x", None),
        ("nonsense", None),
    ],
)
def test_every_button_means_one_thing(key: str, event: Event | None) -> None:
    assert screen().event_of(key) == event


def test_every_button_of_every_step_is_understood() -> None:
    one = screen()
    for name in STEPS:
        show(one, name)
        view = one.reception.view
        keys = [choice.key for choice in (*view.choices, *view.languages)] + [row.key for row in view.rows]
        for key in keys:
            assert one.event_of(key) is not None, (name, key)


def test_a_line_is_the_host_that_it_showed() -> None:
    one = screen()
    show(one, "walk_in_host")
    assert one.event_of("host-1") == HostChosen(HOSTS[1])
    assert one.event_of("host-3") is None


def test_the_visitors_language_and_its_keys_are_used_until_they_are_gone() -> None:
    spoken: list[str] = []
    one = screen(spoken=spoken)
    show(one, "code", "de")
    assert (one.reception.view.language, layout(one)) == ("de", "qwertz")
    one.show(Conversation(Idle(), AT), Aside())
    assert (one.reception.view.language, layout(one)) == ("en", "qwerty")
    assert spoken == ["de", "en"]


def test_the_config_decides_name_look_and_language() -> None:
    config = Config()
    own = replace(config.reception, title="Spreehaus", theme="contrast-dark")
    one = screen(replace(config, reception=own, panel=replace(config.panel, language="de")))
    one.call("Elsewhere")
    assert one.reception.view.building == "Spreehaus"
    assert one.theme.property("style") == "contrast"
    assert one.words.language == "de"


def test_a_building_that_the_config_does_not_name_is_called_by_its_system() -> None:
    one = screen()
    one.call("Spreehaus")
    assert one.reception.view.building == "Spreehaus"


def test_the_second_of_two_quick_taps_does_not_reach_the_next_screen() -> None:
    one, seconds, heard = screen(), Seconds(), list[Event]()
    presses = Presses(one, heard.append, seconds)
    show(one, "greeting")
    seconds.at += 0.2
    one.reception.choose("confirm")
    assert heard == []
    seconds.at += 0.2
    one.reception.choose("confirm")
    assert heard == [Confirmed()]
    presses.stop()


def test_what_is_done_on_the_screen_is_told_and_nothing_more_after_the_end() -> None:
    one, heard = screen(), list[Event]()
    presses = Presses(one, heard.append, Seconds())
    shown = one.reception
    shown.press("K")
    shown.erased.emit(True)  # noqa: FBT003 - a signal's values have no names
    shown.enter()
    shown.back()
    shown.close()
    show(one, "walk_in_name")
    shown.type("Mary")
    assert heard == [KeyPressed("K"), Erased(all=True), Submitted(), Back(), Closed(), TextChanged("Mary")]
    presses.stop()
    shown.press("X")
    assert len(heard) == 6


def test_a_minute_changes_the_clock() -> None:
    now, spoken = [AT], list[str]()
    one = ReceptionScreen(Config(), Habits(), ZoneInfo("Europe/Berlin"), lambda: now[0], spoken.append)
    now[0] += timedelta(minutes=1)
    one.tick()
    assert one.reception.view.clock == "14:13"


@pytest.mark.parametrize("language", languages())
def test_every_language_calls_every_language_by_its_own_name(language: str) -> None:
    english = dict(ReceptionPhrases(Words("en")).own_names(languages()))
    assert dict(ReceptionPhrases(Words(language)).own_names(languages())) == english
    assert len(set(english.values())) == len(languages())
