import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.wording_outside import clean, isolated

NASTY = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200d\ufe0f\u0301<>&img \n\t\x00\ud800👩🏽🇩🇪한áع"
ANY = st.text(st.characters() | st.sampled_from(NASTY), max_size=600) | st.text(st.characters(categories=["Cs", "Cc"]))


@given(ANY)
def test_whatever_comes_is_one_short_line_without_controls(text: str) -> None:
    line = clean(text)

    assert len(line) <= 200
    assert line == line.strip()
    assert "  " not in line
    assert not {unicodedata.category(character) for character in line} & {"Cc", "Cs", "Zl", "Zp"}


@given(ANY)
def test_bidirectional_controls_always_have_their_partner(text: str) -> None:
    stack: list[str] = []
    for character in clean(text):
        if character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068":
            stack.append(character)
        elif character == "\u202c":
            assert stack.pop() in "\u202a\u202b\u202d\u202e"
        elif character == "\u2069":
            assert stack.pop() in "\u2066\u2067\u2068"
    assert not stack


@given(ANY)
def test_no_bracket_is_followed_by_what_could_be_a_tag(text: str) -> None:
    line = clean(text)

    assert not any(one == "<" and (after.isalpha() or after in "/!?") for one, after in pairwise(line))


@given(ANY)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Design\r\n\treview  ", "Design review"),
        ("Entwurf für Zürich", "Entwurf für Zürich"),
        ("会議\u2028室", "会議 室"),
        ("half \ud83d emoji", "half \ufffd emoji"),
        ("<img src=x>", "<\u2060img src=x>"),
        ("a < b <3", "a < b <3"),
        ("\u202eevil", "evil"),
        ("a\u202c\u2069b", "ab"),
        ("\u2067שרה\u2069 ok", "\u2067שרה\u2069 ok"),
        ("\u2066\u202ain\u2069 out", "\u2066in\u2069 out"),
        ("\u200b\u200d\u2060", ""),
        ("", ""),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 6),
        ("👩🏽‍🚀 launch", "👩🏽‍🚀 launch"),
    ],
)
def test_outside_text_as_it_is_shown(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("cluster", ["👩🏽\u200d🚀", "🇩🇪", "e\u0301\u0323", "각", "✌🏽\ufe0f", "ab"])
@pytest.mark.parametrize("offset", range(8))
def test_a_long_text_is_cut_between_graphemes(cluster: str, offset: int) -> None:
    head, rest = "x" * offset, clean("x" * offset + cluster * 300).removesuffix("\u2026")

    assert rest.startswith(head)
    if cluster != "ab":
        assert rest == head + cluster * ((len(rest) - offset) // len(cluster))


def test_ten_thousand_characters_become_two_hundred() -> None:
    assert clean("word " * 2000).endswith("\u2026")
    assert len(clean("w" * 10_000)) == 200
    assert len(clean("\u0301" * 10_000)) <= 200


def test_a_tag_cannot_be_joined_by_what_is_removed_afterwards() -> None:
    assert "<img" not in clean("<\u202aimg src=x" + "y" * 300 + "\u202c")
    assert "<img" not in clean("<\ufeff\u202eimg src=x>")


def test_nothing_is_isolated_to_nothing() -> None:
    assert isolated("") == ""
    assert isolated("Grace") == "\u2068Grace\u2069"
