import base64
import subprocess
import sys

import qrcode  # type: ignore[import-untyped]
from PySide6.QtGui import QImage, qGray

from kiosk.viewmodels.qr import QUIET_ZONE, qr_image, qr_modules

URL = "https://rooms.example.com/k/8b1f5c?t=Zm9vYmFy"


def picture(source: str) -> QImage:
    head, _, data = source.partition(",")
    assert head == "data:image/png;base64"
    return QImage.fromData(base64.b64decode(data))


def dark(image: QImage) -> list[list[bool]]:
    return [[qGray(image.pixel(x, y)) < 128 for x in range(image.width())] for y in range(image.height())]


def test_the_picture_holds_the_modules_one_pixel_each() -> None:
    source, modules = qr_image(URL)
    image = picture(source)
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=4)
    code.add_data(URL.encode())
    code.make(fit=True)

    assert (image.width(), image.height()) == (modules, modules)
    assert image.depth() == 1
    assert dark(image) == code.get_matrix()


def test_the_quiet_zone_of_four_modules_is_white() -> None:
    image = dark(picture(qr_image(URL)[0]))
    edge = [*range(QUIET_ZONE), *range(-QUIET_ZONE, 0)]

    assert QUIET_ZONE == 4
    assert not any(any(image[row]) for row in edge)
    assert not any(row[column] for row in image for column in edge)


def test_the_code_says_that_it_corrects_errors_at_level_m() -> None:
    """The two highest format bits of level M are 00, shown as 10 through the standard's mask."""
    code = qr_modules(URL)
    assert code is not None

    assert [code[QUIET_ZONE + 8][QUIET_ZONE + column] for column in (0, 1)] == [True, False]


def test_a_link_too_long_for_any_code_leaves_none() -> None:
    assert qr_image("https://rooms.example.com/" + "k" * 3000) == ("", 0)


def test_no_link_makes_no_code() -> None:
    assert qr_image("") == ("", 0)


def test_a_link_in_any_script_makes_a_code() -> None:
    source, modules = qr_image("https://rooms.example.com/会議室")

    assert picture(source).width() == modules > 0


def test_another_link_makes_another_picture() -> None:
    assert qr_image(URL) == qr_image(URL)
    assert qr_image(URL) != qr_image(URL + "1")


def test_neither_qrcode_nor_pillow_is_loaded_before_it_is_needed_and_pillow_never() -> None:
    program = (
        "import sys, kiosk.viewmodels.home_text, kiosk.viewmodels.registration\n"
        "heavy = {'qrcode', 'PIL', 'babel', 'httpx'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "from kiosk.viewmodels.qr import qr_image\n"
        "assert qr_image('https://rooms.example.com')[1] > 0\n"
        "assert 'PIL' not in sys.modules\n"
        "import PIL.Image\n"
        "print('fine')\n"
    )

    run = [sys.executable, "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, check=True)

    assert done.stdout == "fine\n"
