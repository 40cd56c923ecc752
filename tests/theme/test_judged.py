"""Colours that cannot be read are refused with the pair, both figures and a colour that would do."""

import re
from pathlib import Path

import pytest

from kiosk.theme.colours import contrast
from kiosk.theme.file import ThemeFile, read
from kiosk.theme.judged import Judged, judge
from kiosk.theme.names import BASES
from kiosk.theme.pairs import pairs
from tests.theme.test_file import ACME

ADVICE = re.compile(r"it needs ([\d.]+); the nearest (\w+) that would do is (#[0-9A-F]{6})")


def judged(look: str, colours: dict[str, str], mode: str = "") -> Judged:
    return judge(ThemeFile(Path("acme.toml"), look, colours={mode: colours}), look)


def bad(found: Judged) -> list[str]:
    return [str(one) for one in found.troubles if one.bad]


@pytest.mark.parametrize("look", BASES)
def test_a_file_that_changes_nothing_has_nothing_wrong(look: str) -> None:
    assert judged(look, {}).troubles == ()


def test_words_that_cannot_be_read_are_told_with_both_figures_and_what_would_do() -> None:
    (told, *_) = bad(judged("bold-dark", {"free": "#00A0FF"}))
    assert told.startswith("[colors] free: on_state on free is #FFFFFF on #00A0FF, a contrast of 2.81; it needs 4.5; ")


@pytest.mark.parametrize(
    ("look", "colours"),
    [
        ("bold-dark", {"free": "#00A0FF"}),
        ("bold-light", {"on_state": "#777777"}),
        ("calm-light", {"muted": "#AAAAAA", "background": "#F5F0E6"}),
        ("calm-dark", {"surface": "#404040"}),
        ("bold-dark", {"accent": "#8CD3C7", "on_accent": "#FFFFFF"}),
        ("bold-light", {"occupied_mark": "#FF9E80"}),
        ("calm-light", {"outline": "#DDDDDD"}),
        ("contrast-light", {"free_mark": "#9BD8A8"}),
    ],
)
def test_taking_the_advice_mends_it(look: str, colours: dict[str, str]) -> None:
    """What is advised for one colour is looked at with all others; a few rounds mend all."""
    for _ in range(4):
        found = judged(look, colours)
        advice = [match for one in bad(found) if (match := ADVICE.search(one))]
        assert len(advice) == len(bad(found))
        if not advice:
            break
        assert advice[0][2] in colours
        colours = {**colours, advice[0][2]: advice[0][3]}
    assert bad(judged(look, colours)) == []


def test_a_colour_that_no_lightness_mends_says_so() -> None:
    told = bad(judged("calm-light", {"button": "#808080", "text": "#808080", "muted": "#808080"}))
    assert any("the nearest" in one for one in told)
    assert "on_accent" in bad(judged("bold-dark", {"accent": "#777777", "on_accent": "#777777"}))[0]


def test_a_colour_of_one_mode_is_named_where_it_stands_and_judged_there_only() -> None:
    file = ThemeFile(Path("a.toml"), colours={"dark": {"text": "#333333"}})
    assert bad(judge(file, "calm-dark"))[0].startswith("[colors.dark] text: text on background")
    assert judge(file, "calm-light").troubles == ()


def test_black_and_white_stays_black_and_white() -> None:
    (told,) = bad(judged("contrast-dark", {"background": "#112233", "free": "#00695C"}))
    assert told.startswith("[colors] background: a colour that this look has not; contrast-dark is black and white")


def test_states_that_look_alike_to_some_are_told_but_not_refused() -> None:
    found = judged("bold-dark", {"free": "#4B6E00", "occupied": "#8A5A00"})
    assert bad(found) == []
    told = [str(one) for one in found.troubles]
    assert any("deuteranopia" in one and "free (#4B6E00) from occupied (#8A5A00)" in one for one in told)


def test_the_same_colour_for_two_states_is_told_to_everybody() -> None:
    (first, *_) = judged("bold-dark", {"free": "#00695C", "occupied": "#00695C"}).troubles
    assert "everybody can hardly tell free" in first.found


def test_states_of_the_look_itself_are_not_complained_of() -> None:
    assert judged("bold-dark", {"accent": "#8CD3C7"}).troubles == ()


def test_what_follows_a_state_is_read_on_every_paper() -> None:
    found = judge(read(ACME), "calm-dark")
    for name in ("free_mark", "soon_mark", "check_in_mark", "occupied_mark", "closed_mark", "unknown_mark"):
        for paper in ("background", "surface", "card", "sheet"):
            assert contrast(found.all[name], found.all[paper]) >= 4.5
    assert found.all["check_in"] == found.all["soon"] == "#7A5200"
    assert found.all["unknown_mark"] == found.all["closed_mark"]


def test_pale_states_take_dark_words_and_their_buttons_stay_readable() -> None:
    pale = {"on_state": "#10202E", "free": "#9BD8A8", "soon": "#FFD166", "occupied": "#FF9E80", "closed": "#C9D3DB"}
    found = judged("bold-light", pale)
    assert bad(found) == []
    assert found.all["button_on_field"] == "#40FFFFFF"
    assert all(one.stands(found.all) for one in pairs("bold"))


def test_words_on_an_accent_are_chosen_where_the_file_does_not() -> None:
    assert judged("bold-dark", {"accent": "#8CD3C7"}).all["on_accent"] == "#14181C"
    assert judged("bold-light", {"accent": "#00695C"}).all["on_accent"] == "#FFFFFF"


def test_purple_is_shown_and_judged_where_the_config_wants_it() -> None:
    file = ThemeFile(Path("a.toml"), colours={"": {"occupied": "#00A0FF"}})
    assert judge(file, "bold-dark", purple=True).all["occupied_field"] == "#6B3FA0"
    assert [one for one in judge(file, "bold-dark", purple=True).troubles if one.bad] == []
