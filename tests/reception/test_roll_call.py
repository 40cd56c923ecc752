"""Who is in, as a table: whole, in any script, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.roll_call import BOM, csv_text


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=20), min_size=1)))
def test_what_is_written_can_be_read_again(lines: list[list[str]]) -> None:
    found = read(csv_text(lines))
    assert [[one.removeprefix("'") for one in line] for line in found] == [
        [one.removeprefix("'") for one in line] for line in lines
    ]


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_name_is_no_formula(bad: str) -> None:
    assert read(csv_text([[bad]])) == [[f"'{bad}"]]


def test_quotes_commas_and_any_script_survive() -> None:
    line = ['O"Neill, Ann', "玉山", "مريم", "a\tb"]
    assert read(csv_text([line])) == [line]
