"""A scanner is known by its pace, and no person is taken for one."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.scan import Pace, Typing, as_typed, ended, with_character

PACE = Pace()
CHARACTERS = st.characters(min_codepoint=33, max_codepoint=126)
QUICK = st.floats(0.0, PACE.gap, exclude_max=True)
SLOW = st.floats(PACE.gap * 1.01, 2.0)


def typed(text: str, gaps: list[float], begun: Typing | None = None) -> tuple[Typing, float]:
    """Type `text`, each character so many seconds after the one before; the typing, and when its last one came."""
    typing = begun or Typing()
    times = tuple(accumulate(gaps[1:], initial=(typing.at or 100.0) + 1.0))
    for character, at in zip(text, times, strict=True):
        typing = with_character(typing, character, at, PACE)
    return typing, times[-1]


@given(st.text(CHARACTERS, min_size=PACE.sure, max_size=300), st.data())
def test_what_comes_quickly_is_a_scan_and_comes_out_whole(text: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(QUICK, min_size=len(text), max_size=len(text)))
    typing, now = typed(text, gaps)

    assert typing.by_scanner(PACE)
    assert ended(typing, now + 0.001, PACE) == text


@given(st.text(CHARACTERS, min_size=1, max_size=100), st.data())
def test_what_is_typed_slowly_is_never_a_scan(text: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(SLOW, min_size=len(text), max_size=len(text)))
    typing, now = typed(text, gaps)

    assert not typing.by_scanner(PACE)
    assert ended(typing, now + 0.001, PACE) is None


@given(st.text(CHARACTERS, min_size=1, max_size=PACE.sure - 1), st.data())
def test_a_few_quick_keys_are_a_persons(text: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(QUICK, min_size=len(text), max_size=len(text)))
    typing, now = typed(text, gaps)

    assert ended(typing, now, PACE) is None


def test_what_a_person_typed_before_is_not_part_of_the_scan() -> None:
    person, _ = typed("room", [0.2] * 4)
    typing, now = typed("FJUEIW", [0.01] * 6, person)

    assert ended(typing, now + 0.01, PACE) == "FJUEIW"


def test_an_end_of_line_that_comes_late_is_a_persons() -> None:
    typing, now = typed("FJUEIW", [0.01] * 6)

    assert ended(typing, now + 0.5, PACE) is None


def test_a_keyboards_clock_that_goes_back_begins_anew() -> None:
    typing = with_character(Typing("ABCDEF", 200.0), "G", 100.0, PACE)

    assert typing == Typing("G", 100.0)


def test_a_stream_without_end_does_not_grow_for_ever() -> None:
    typing, _ = typed("x" * 10_000, [0.001] * 10_000)

    assert len(typing.text) == PACE.most


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("FJUEIW", "FJUEIW"),
        ("FJUEIW\r\nand more", "FJUEIW"),
        ("\n\nFJUEIW\n", "FJUEIW"),
        ("FJUEIW\tand more", "FJUEIW"),
        ("FJ\x00UE\x1b[31mIW\u202e", "FJUE[31mIW"),
        ("https://visit.example.com/FJUEIW", "https://visit.example.com/FJUEIW"),
        ("", ""),
        ("\x00\x01\x02", ""),
    ],
)
def test_a_code_that_was_seen_is_handed_over_as_a_scanner_would_have_typed_it(code: str, typed: str) -> None:
    assert as_typed(code, Pace()) == typed


def test_a_code_of_megabytes_is_cut_as_a_scanners_is() -> None:
    assert len(as_typed("7" * 5_000_000, Pace())) == Pace().most
