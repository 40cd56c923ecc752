"""What is filled into a template stays within its text, whatever it holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.report_template import PLACEHOLDERS, check_report_template, filled

TEMPLATE = '{"a": "{room} – {text}", "{room}": [{"b": "{text}"}, 3, null, "{Room} {{DATE(x)}} {}"]}'
VALUES = st.fixed_dictionaries({name: st.text(max_size=20) for name in PLACEHOLDERS})


@given(VALUES)
def test_any_text_stays_where_it_belongs(values: dict[str, str]) -> None:
    found = json.loads(filled(TEMPLATE, values))
    expected = [f"{values['room']} – {values['text']}", values["text"]]
    expected = [one.encode("utf-8", "replace").decode() for one in expected]
    assert found == {"a": expected[0], "{room}": [{"b": expected[1]}, 3, None, "{Room} {{DATE(x)}} {}"]}


def test_without_a_template_everything_is_told() -> None:
    assert json.loads(filled("", {name: name.upper() for name in PLACEHOLDERS})) == {
        name: name.upper() for name in PLACEHOLDERS
    }


@pytest.mark.parametrize("template", ["{", "{room}", "[" * 100_000, '["{rom}"]', '{"x": "{subject}"}'])
def test_a_template_that_cannot_be_used_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"JSON|\{"):
        check_report_template(template)


def test_a_good_one_is_not() -> None:
    check_report_template(TEMPLATE)
