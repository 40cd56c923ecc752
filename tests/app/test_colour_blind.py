from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage

from tests.app.colour_blind import KINDS, Colour, seen, shifted

GREY, RED, GREEN, BLUE = (128, 128, 128), (179, 38, 30), (11, 122, 75), (0, 0, 255)


def colour_of(image: QImage, x: int, y: int) -> Colour:
    colour = image.pixelColor(x, y)
    return colour.red(), colour.green(), colour.blue()


def apart(one: Colour, other: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_grey_stays_grey(kind: str) -> None:
    assert apart(shifted(GREY, kind), GREY) <= 3


@pytest.mark.parametrize(("kind", "pair"), [("protanopia", (RED, GREEN)), ("deuteranopia", (RED, GREEN))])
def test_red_and_green_come_closer_to_eyes_without_one_of_their_cones(kind: str, pair: tuple[Colour, Colour]) -> None:
    assert apart(shifted(pair[0], kind), shifted(pair[1], kind)) < 0.75 * apart(*pair)


def test_every_pixel_of_a_picture_is_shifted() -> None:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor(*RED))
    image.setPixelColor(2, 1, QColor(*BLUE))

    after = seen(image, "deuteranopia")

    assert colour_of(after, 0, 0) == shifted(RED, "deuteranopia")
    assert colour_of(after, 2, 1) == shifted(BLUE, "deuteranopia")


def test_the_kinds_differ() -> None:
    for one, other in combinations(KINDS, 2):
        assert shifted(RED, one) != shifted(RED, other)
