"""Pictures as plain data, and which of several codes is the one that is held up."""

import pytest

from kiosk.domain.camera import Picture, Sighting, meant


def test_what_stands_between_two_lines_is_no_pixel() -> None:
    assert Picture(3, 2, 4, b"abc.def.").packed() == b"abcdef"


def test_a_picture_without_anything_between_its_lines_stays_as_it_is() -> None:
    assert Picture(3, 2, 3, b"abcdef").packed() == b"abcdef"


def test_what_follows_the_last_line_is_no_pixel() -> None:
    assert Picture(2, 2, 2, b"abcd....").packed() == b"abcd"


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        ([], None),
        ([Sighting("FJUEIW", 10.0)], "FJUEIW"),
        ([Sighting("WIFI:S:Guests;;", 900.0), Sighting("FJUEIW", 8100.0)], "FJUEIW"),
        ([Sighting("FJUEIW", 8100.0), Sighting("WIFI:S:Guests;;", 900.0)], "FJUEIW"),
    ],
)
def test_the_code_in_the_hand_is_meant_and_not_the_poster_behind(seen: list[Sighting], text: str | None) -> None:
    assert meant(seen) == text
