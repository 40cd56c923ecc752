"""Frames of every kind that cameras send are read, also turned and mirrored ones. Needs the extra `camera`."""

import pytest

pytest.importorskip("PySide6.QtMultimedia")

from PIL import Image, ImageOps
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

from kiosk.camera.codes import codes_in
from kiosk.domain.camera import Picture
from kiosk.window.camera_frame import LONGEST, picture_of
from tests.camera.drawn import code, held, wall
from tests.camera.drawn import picture as drawn
from tests.camera.frames import COLOURS, PACKED, PLANAR, Format, frame, photo

ODD = (646, 480)
"""A width at which lines have something after them."""


def read(one: QVideoFrame) -> list[str]:
    picture = picture_of(one)
    assert picture is not None
    return [found.text for found in codes_in(picture)]


@pytest.mark.parametrize("kind", [*PLANAR, *PACKED, *COLOURS], ids=lambda one: one.name)
def test_a_code_is_read_from_a_frame_of_this_kind(kind: Format) -> None:
    assert read(frame(held(), kind)) == ["FJUEIW"]


@pytest.mark.parametrize("kind", [Format.Format_NV12, Format.Format_YUYV, Format.Format_BGRA8888])
def test_lines_that_are_longer_than_the_picture_are_read(kind: Format) -> None:
    one = frame(wall((code("FJUEIW", 200), (440, 270)), size=ODD), kind)
    picture = picture_of(one)
    assert picture is not None
    assert (picture.width, picture.height) == ODD
    assert read(one) == ["FJUEIW"]


def lit(picture: Picture) -> tuple[tuple[int, int], list[bool]]:
    """How large it is, and which of its corners are white: left and right above, left and right below."""
    right, low = picture.width - 6, picture.height - 6
    corners = [picture.grey[y * picture.stride + x] > 200 for y in (5, low) for x in (5, right)]
    return (picture.width, picture.height), corners


def lit_image(image: QImage) -> tuple[tuple[int, int], list[bool]]:
    right, low = image.width() - 6, image.height() - 6
    corners = [image.pixelColor(x, y).red() > 200 for y in (5, low) for x in (5, right)]
    return (image.width(), image.height()), corners


MARKED = wall((Image.new("L", (100, 60), 255), (0, 0)), size=(320, 240))
TURNS = pytest.mark.parametrize("turned", list(QtVideo.Rotation), ids=lambda one: one.name)
MIRRORED = pytest.mark.parametrize("mirrored", [False, True], ids=["as it is", "mirrored"])


@pytest.mark.qt_log_ignore("No RHI backend")  # said once a thread by Qt, which converts by itself then
@TURNS
@MIRRORED
@pytest.mark.parametrize("lines", list(QVideoFrameFormat.Direction), ids=lambda one: one.name)
def test_a_surface_is_upright_as_qt_itself_shows_it(
    turned: QtVideo.Rotation, lines: QVideoFrameFormat.Direction, *, mirrored: bool
) -> None:
    def surface(form: QVideoFrameFormat) -> None:
        form.setRotation(turned)
        form.setMirrored(mirrored)
        form.setScanLineDirection(lines)

    one = frame(MARKED, Format.Format_BGRX8888, surface=surface)
    picture = picture_of(one)
    assert picture is not None
    assert sum(lit(picture)[1]) == 1
    assert lit(picture) == lit_image(one.toImage())


@TURNS
@MIRRORED
@pytest.mark.parametrize("kind", [Format.Format_NV12, Format.Format_ARGB8888], ids=lambda one: one.name)
def test_a_frame_is_turned_clockwise_and_then_mirrored(
    kind: Format, turned: QtVideo.Rotation, *, mirrored: bool
) -> None:
    picture = picture_of(frame(MARKED, kind, turned=turned, mirrored=mirrored))
    assert picture is not None
    expected = MARKED.rotate(-turned.value, expand=True)
    expected = ImageOps.mirror(expected) if mirrored else expected
    assert lit(picture) == lit(drawn(expected))


def test_a_turned_and_mirrored_code_is_read() -> None:
    one = frame(ImageOps.mirror(held()), Format.Format_NV12, turned=QtVideo.Rotation.Clockwise90, mirrored=True)
    assert read(one) == ["FJUEIW"]


def test_a_frame_of_a_camera_that_sends_photos_is_read() -> None:
    assert read(photo(held())) == ["FJUEIW"]


def test_a_huge_frame_is_made_small_and_still_read() -> None:
    one = frame(wall((code("FJUEIW", 600), (900, 400)), size=(3840, 2160)), Format.Format_NV12)
    picture = picture_of(one)
    assert picture is not None
    assert max(picture.width, picture.height) == LONGEST
    assert read(one) == ["FJUEIW"]


@pytest.mark.qt_log_ignore("No RHI backend")
@pytest.mark.parametrize(
    "one",
    [QVideoFrame(), QVideoFrame(QVideoFrameFormat(QSize(64, 48), Format.Format_SamplerExternalOES))],
    ids=["none", "a texture"],
)
def test_what_cannot_be_read_is_no_picture(one: QVideoFrame) -> None:
    assert picture_of(one) is None
