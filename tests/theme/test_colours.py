"""Contrast, distance and the nearest colour that can be read, against what is known of them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.theme.colours import BLINDNESS, contrast, distance, luminance, nearest, over, parse

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def by_the_letter(colour: str) -> float:
    """Relative luminance as WCAG 2.2 writes it down."""
    r, g, b = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))

    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.478),
        ("#767676", "#FFFFFF", 4.542),
        ("#FF0000", "#FFFFFF", 3.998),
        ("#0000FF", "#FFFFFF", 8.592),
        ("#0B7A4B", "#FFFFFF", 5.4),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.02)


@given(COLOURS, COLOURS)
def test_contrast_is_the_formula_and_the_same_both_ways(one: str, other: str) -> None:
    bright, dim = sorted((by_the_letter(one), by_the_letter(other)), reverse=True)
    assert contrast(one, other) == contrast(other, one) == pytest.approx((bright + 0.05) / (dim + 0.05))
    assert 1 <= contrast(one, other) <= 21.000001


@given(COLOURS, COLOURS, st.sampled_from([3.0, 4.5, 7.0]))
def test_the_nearest_colour_fits_or_there_is_none(colour: str, ground: str, least: float) -> None:
    found = nearest(colour, lambda one: contrast(one, ground) >= least)
    possible = max(contrast("#FFFFFF", ground), contrast("#000000", ground)) >= least
    assert (found is not None) is possible
    if found is not None:
        assert contrast(found, ground) >= least
        assert (found == colour) is (contrast(colour, ground) >= least)


@pytest.mark.parametrize(("colour", "ground"), [("#00A0FF", "#FFFFFF"), ("#00695C", "#101418"), ("#8E2A5B", "#12303F")])
def test_the_nearest_keeps_the_hue_and_is_no_lighter_or_darker_than_it_must_be(colour: str, ground: str) -> None:
    found = nearest(colour, lambda one: contrast(one, ground) >= 4.5)
    assert found is not None
    assert contrast(found, ground) < 4.8
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    new_red, new_green, new_blue = (int(found[at : at + 2], 16) for at in (1, 3, 5))
    assert (red > green, green > blue, red > blue) == (new_red > new_green, new_green > new_blue, new_red > new_blue)


@given(COLOURS)
def test_greys_keep_their_distance_to_every_eye_and_nothing_differs_from_itself(colour: str) -> None:
    for eyes in ("", *BLINDNESS):
        assert distance(colour, colour, eyes) == 0
        assert distance("#000000", "#FFFFFF", eyes) == pytest.approx(1.0, abs=0.01)


def test_red_and_green_come_closer_to_eyes_without_one_of_their_cones() -> None:
    red, green = "#B3261E", "#0B7A4B"
    for eyes in ("protanopia", "deuteranopia"):
        assert distance(red, green, eyes) < 0.6 * distance(red, green)


def test_what_is_partly_clear_is_mixed_with_its_ground() -> None:
    assert over("#80FFFFFF", "#000000") == "#808080"
    assert over("#00123456", "#ABCDEF") == "#ABCDEF"
    assert over("#123456", "#ABCDEF") == "#123456"


def test_lighter_greys_are_brighter() -> None:
    greys = [luminance(f"#{level:02X}{level:02X}{level:02X}") for level in range(256)]
    assert all(dark < light for dark, light in pairwise(greys))


@pytest.mark.parametrize(("text", "colour"), [("#0b7a4b", "#0B7A4B"), ("#0af", "#00AAFF"), ("#FFFFFF", "#FFFFFF")])
def test_a_colour_is_read(text: str, colour: str) -> None:
    assert parse(text) == colour


@pytest.mark.parametrize(
    "text", ["", "red", "0B7A4B", "#0B7A4", "#80FFFFFF", "#GGGGGG", "#0B7A4B ", "#\u0660\u0660\u0660"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no colour such as #0B7A4B"):
        parse(text)
