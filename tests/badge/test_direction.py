"""The order of what runs from left to right and from right to left in one line."""

from dataclasses import dataclass

import pytest

from kiosk.badge.direction import levels, ordered, right_to_left
from kiosk.badge.typefaces import Typefaces


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    level: int


@pytest.mark.parametrize(
    ("text", "right"), [("Ada", False), ("42 שרה", True), ("(ada שרה", False), ("", False), ("42", False)]
)
def test_the_first_letter_says_where_a_line_begins(text: str, *, right: bool) -> None:
    assert right_to_left(text) is right


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Ada Lovelace", ["Ada Lovelace"]),
        ("Ada שרה Bo", ["Ada ", "שרה", " ", "Bo"]),
        ("שרה Bo", ["Bo", "שרה "]),
        ("שרה 42 דן", ["דן", " ", "42", "שרה "]),
        ("Bo שרה 42", ["Bo ", "42", "שרה "]),
        ("42 Bo", ["42 Bo"]),
    ],
)
def test_pieces_stand_as_they_are_read(text: str, seen: list[str]) -> None:
    assert [run.text for run in Typefaces("en").runs(text, "regular")] == seen


def test_every_character_is_in_exactly_one_piece() -> None:
    text = "Ada (שרה) 42, محمد 陳大文 👩‍💻"
    runs = Typefaces("en").runs(text, "regular")
    assert sorted("".join(run.text for run in runs)) == sorted(text)
    assert len(levels(text, base_right=False)) == len(text)


def test_the_higher_level_is_turned_last_to_first() -> None:
    pieces = [Piece("a", 0), Piece("B", 1), Piece("1", 2), Piece("C", 1), Piece("d", 0)]
    assert [one.text for one in ordered(pieces)] == ["a", "C", "1", "B", "d"]


def test_han_characters_are_those_of_the_language() -> None:
    names = {
        language: Typefaces(language).runs("直", "regular")[0].font.stem for language in ("zh-Hant", "zh", "ja", "ko")
    }
    assert [name[-9:-7] for name in names.values()] == ["TC", "SC", "JP", "KR"]
    assert Typefaces("zh").runs("直の", "regular")[0].font.stem == "NotoSansCJKJP-Medium"
