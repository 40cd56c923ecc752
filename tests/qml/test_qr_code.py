"""The code on the screen is the code that was meant, module by module, in whole pixels."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage

from kiosk.viewmodels.qr import qr_modules
from tests.qml import geometry
from tests.qml.conftest import Show
from tests.qml.samples import LINK, SIZES, home

BLACK, WHITE = QColor("#000000").rgb(), QColor("#FFFFFF").rgb()


def module_colours(image: QImage, left: int, top: int, pixels: int) -> set[int]:
    return {image.pixel(left + x, top + y) for x in range(pixels) for y in range(pixels)}


@pytest.mark.parametrize("theme", ["bold-dark", "contrast-light"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_each_module_is_a_square_of_one_colour(show: Show, size: tuple[int, int], theme: str) -> None:
    panel = show(home("waiting_check_in"), theme, size).window
    image, code = panel.grab(), geometry.of_type(panel, "QrCode")[0]
    corner, pixels, inset = geometry.box(code).topLeft(), code.property("modulePixels"), code.property("inset")
    matrix = qr_modules(LINK)
    assert matrix is not None
    assert pixels >= 3
    left, top = round(corner.x()) + inset, round(corner.y()) + inset
    for row, line in enumerate(matrix):
        for column, dark in enumerate(line):
            colours = module_colours(image, left + column * pixels, top + row * pixels, pixels)
            assert colours == {BLACK if dark else WHITE}, (row, column)


def test_without_a_code_the_day_has_the_room(show: Show) -> None:
    with_code = show(home("occupied")).window
    without = show(replace(home("occupied"), qr_source="", qr_modules=0)).window
    assert geometry.of_type(without, "QrCode") == []
    assert len(geometry.of_type(without, "DayLine")) > len(geometry.of_type(with_code, "DayLine"))
