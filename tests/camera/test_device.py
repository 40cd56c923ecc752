"""Qt's own pipeline from a frame to the code, and which camera is taken. Needs the extra `camera`, but no camera."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

pytest.importorskip("PySide6.QtMultimedia")

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtMultimedia import QCameraDevice, QCameraFormat, QtVideo
from pytestqt.qtbot import QtBot

from kiosk.camera.codes import codes_in
from kiosk.camera.reader import CameraReader
from kiosk.domain.camera import Picture
from kiosk.window.camera_device import QtCamera, best_format, device_of
from kiosk.window.camera_find import QtCameras, hush
from tests.camera.drawn import held, wall
from tests.camera.eye import SlowClock, Work
from tests.camera.frames import Format, frame

hush()
Position = QCameraDevice.Position


class Opened(QtCamera):
    """Qt's camera but for the device, which is not there to be opened."""

    def _open(self) -> None:
        """Its frames come from the test, by the sink."""


@pytest.fixture
def clock() -> SlowClock:
    return SlowClock()


@pytest.fixture
def camera(qtbot: QtBot, clock: SlowClock) -> Iterator[Opened]:
    assert qtbot is not None
    one = Opened("", clock)
    yield one
    one.stop()
    one.deleteLater()


@pytest.mark.parametrize("kind", [Format.Format_NV12, Format.Format_YUYV, Format.Format_BGRA8888])
async def test_a_frame_that_qt_hands_over_becomes_the_code(camera: Opened, clock: SlowClock, kind: Format) -> None:
    work, shown, told = Work(), list[Picture](), list[str]()
    reader = CameraReader(camera, codes_in, clock, work.spawn, shown.append, told.append, lambda: told.append("failed"))
    reader.begin()
    camera.sink.setVideoFrame(frame(wall(), kind))
    clock.pass_by(0.2)
    camera.sink.setVideoFrame(frame(held(), kind, turned=QtVideo.Rotation.Clockwise180, mirrored=True))
    await work.over()
    camera.sink.setVideoFrame(frame(held("SECOND"), kind))
    assert told == ["FJUEIW"]
    assert len(shown) == 2


def test_no_more_than_eight_pictures_a_second_are_taken(camera: Opened, clock: SlowClock) -> None:
    shown: list[Picture] = []
    camera.start(shown.append, print)
    for _ in range(60):
        camera.sink.setVideoFrame(frame(wall(), Format.Format_Y8))
        clock.pass_by(1 / 30)
    assert 14 <= len(shown) <= 16


def test_nothing_is_heard_of_a_camera_that_is_off(camera: Opened) -> None:
    shown: list[Picture] = []
    camera.sink.setVideoFrame(frame(wall(), Format.Format_Y8))
    camera.start(shown.append, print)
    camera.stop()
    camera.stop()
    camera.sink.setVideoFrame(frame(wall(), Format.Format_Y8))
    assert shown == []


def test_one_that_is_not_there_says_so(qtbot: QtBot, clock: SlowClock) -> None:
    assert qtbot is not None
    one, failed = QtCamera("no such camera", clock), list[str]()
    assert not one.there
    one.start(print, failed.append)
    assert failed == ["it is not plugged in"]
    one.stop()
    one.deleteLater()


class Broken(QtCamera):
    """A device that Qt cannot open."""

    def _device(self) -> QCameraDevice | None:
        return QCameraDevice()


def test_one_that_cannot_be_opened_fails_at_once_and_can_be_tried_again(qtbot: QtBot, clock: SlowClock) -> None:
    assert qtbot is not None
    one = Broken("", clock)
    for _ in range(2):
        failed: list[str] = []
        one.start(print, failed.append)
        assert failed
        one.stop()
    one.deleteLater()


def test_a_frame_that_another_thread_hands_over_is_looked_at_in_this_one(camera: Opened, qtbot: QtBot) -> None:
    seen_in: list[threading.Thread] = []
    camera.start(lambda _: seen_in.append(threading.current_thread()), print)
    sender = threading.Thread(target=lambda: camera.sink.setVideoFrame(frame(wall(), Format.Format_NV12)))
    sender.start()
    sender.join()
    qtbot.waitUntil(lambda: bool(seen_in))
    assert seen_in == [threading.current_thread()]


def test_where_something_only_looks_like_a_camera_none_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot is not None
    (tmp_path / "video0").touch()
    assert QtCameras("no such camera", SlowClock(), tmp_path)() is None


class Plugged:
    """What Qt tells of a device; the device itself is not there."""

    def __init__(
        self, name: str, path: str = "", position: Position = Position.UnspecifiedPosition, *, usual: bool = False
    ) -> None:
        self.name, self.path, self.place, self.usual = name, path, position, usual

    def description(self) -> str:
        return self.name

    def id(self) -> QByteArray:
        return QByteArray(self.path.encode())

    def position(self) -> Position:
        return self.place

    def isDefault(self) -> bool:  # noqa: N802 - Qt's name
        return self.usual


BACK = Plugged("Rear", "/dev/video2", Position.BackFace)
USUAL = Plugged("HD Webcam C270", "/dev/video0", usual=True)
FRONT = Plugged("Front", "/dev/video4", Position.FrontFace)


@pytest.mark.parametrize(
    ("devices", "name", "taken"),
    [
        ([], "", None),
        ([BACK], "", BACK),
        ([BACK, USUAL], "", USUAL),
        ([BACK, USUAL, FRONT], "", FRONT),
        ([BACK, USUAL, FRONT], "c270", USUAL),
        ([BACK, USUAL, FRONT], "/dev/video2", BACK),
        ([BACK, USUAL, FRONT], "/dev/video", None),
        ([USUAL], "Logitech", None),
    ],
)
def test_the_camera_that_is_named_or_looks_at_people_is_taken(
    devices: list[QCameraDevice], name: str, taken: object
) -> None:
    assert device_of(devices, name) is taken


class Form:
    """What Qt tells of a way in which a device can send."""

    def __init__(self, width: int, height: int, rate: float) -> None:
        self.size, self.rate = QSize(width, height), rate

    def resolution(self) -> QSize:
        return self.size

    def maxFrameRate(self) -> float:  # noqa: N802 - Qt's name
        return self.rate


@pytest.mark.parametrize(
    ("forms", "taken"),
    [
        ([], None),
        ([(3840, 2160, 30)], None),
        ([(1280, 960, 5)], (1280, 960, 5)),
        ([(640, 480, 30), (3840, 2160, 30)], (640, 480, 30)),
        ([(1280, 720, 60), (1280, 720, 15), (640, 480, 30), (1280, 960, 5)], (1280, 720, 15)),
    ],
)
def test_as_large_as_is_looked_at_and_as_quick_as_is_needed(
    forms: list[tuple[int, int, float]], taken: tuple[int, int, float] | None
) -> None:
    best = best_format([cast("QCameraFormat", Form(*one)) for one in forms])
    found = None if best is None else (best.resolution().width(), best.resolution().height(), best.maxFrameRate())
    assert found == taken
