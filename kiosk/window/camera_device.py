"""A camera by Qt Multimedia. Imports it: to be loaded only where the extra `camera` is installed and one is wanted."""

from collections.abc import Callable

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, Slot
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from kiosk.clock import Clock
from kiosk.domain.camera import PICTURES_A_SECOND, Picture
from kiosk.window.camera_frame import LONGEST, picture_of


class QtCamera(QObject):
    """The camera that is named `name`, or the one that looks at people; implements `Camera`. It may come and go."""

    def __init__(self, name: str, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._clock = clock
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._plugged)
        self._session = QMediaCaptureSession(self)
        self.sink = QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._frame)
        self._session.setVideoSink(self.sink)
        self._camera: QCamera | None = None
        self._last = float("-inf")
        self._on_picture: Callable[[Picture], None] | None = None
        self._on_failure: Callable[[str], None] | None = None

    @property
    def there(self) -> bool:
        """Whether it is plugged in, as far as this program may see that."""
        return self._device() is not None

    def start(self, on_picture: Callable[[Picture], None], on_failure: Callable[[str], None]) -> None:
        """Turn it on, once the system allows it."""
        self.stop()
        self._on_picture, self._on_failure = on_picture, on_failure
        application = QCoreApplication.instance()
        match application.checkPermission(QCameraPermission()) if application else Qt.PermissionStatus.Granted:
            case Qt.PermissionStatus.Granted:
                self._open()
            case Qt.PermissionStatus.Undetermined if application is not None:
                application.requestPermission(QCameraPermission(), self, self._answered)
            case _:
                self._fail("the system does not allow it")

    def stop(self) -> None:
        """Turn it off."""
        self._on_picture = self._on_failure = None
        self._last = float("-inf")
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.errorOccurred.disconnect(self._wrong)
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # none is how a camera is taken away
            camera.deleteLater()

    def _answered(self) -> None:
        """The person who was asked whether the camera may be used has answered."""
        application = QCoreApplication.instance()
        if self._on_failure is None or self._camera is not None or application is None:
            return
        if application.checkPermission(QCameraPermission()) is Qt.PermissionStatus.Granted:
            self._open()
        else:
            self._fail("it was not allowed")

    def _open(self) -> None:
        device = self._device()
        if device is None:
            self._fail("it is not plugged in")
            return
        camera = self._camera = QCamera(device, self)
        camera.errorOccurred.connect(self._wrong)
        if (form := best_format(device.videoFormats())) is not None:
            camera.setCameraFormat(form)
        self._session.setCamera(camera)
        camera.start()
        self._wrong(camera.error(), camera.errorString())

    def _device(self) -> QCameraDevice | None:
        return device_of(QMediaDevices.videoInputs(), self._name)

    @Slot(QVideoFrame)
    def _frame(self, frame: QVideoFrame) -> None:
        now = self._clock.monotonic()
        if self._on_picture is None or now - self._last < 1.0 / PICTURES_A_SECOND:
            return
        self._last = now
        picture = picture_of(frame)
        if picture is not None:
            self._on_picture(picture)

    @Slot()
    def _plugged(self) -> None:
        if self._camera is not None and self._camera.cameraDevice() not in QMediaDevices.videoInputs():
            self._fail("it was unplugged")

    def _wrong(self, error: QCamera.Error, said: str) -> None:
        if error is not QCamera.Error.NoError:
            self._fail(said or "it does not answer")

    def _fail(self, why: str) -> None:
        if self._on_failure is not None:
            self._on_failure(why)


def device_of(devices: list[QCameraDevice], name: str) -> QCameraDevice | None:
    """The device whose id this is, or whose description holds it; without a name the one that looks at people."""
    if name:
        wanted = name.casefold()
        by_id = [one for one in devices if bytes(one.id().data()).decode(errors="replace") == name]
        return next(iter(by_id or [one for one in devices if wanted in one.description().casefold()]), None)
    front = [one for one in devices if one.position() is QCameraDevice.Position.FrontFace]
    return next(iter(front or [one for one in devices if one.isDefault()] or devices), None)


def best_format(formats: list[QCameraFormat]) -> QCameraFormat | None:
    """The largest that is not larger than what is looked at, of those the one nearest to what is needed a second."""
    fitting = [one for one in formats if max(one.resolution().width(), one.resolution().height()) <= LONGEST]
    quick = [one for one in fitting if one.maxFrameRate() >= PICTURES_A_SECOND] or fitting
    return max(quick, key=_fitness, default=None)


def _fitness(form: QCameraFormat) -> tuple[int, float]:
    size = form.resolution()
    return size.width() * size.height(), -abs(form.maxFrameRate() - 2 * PICTURES_A_SECOND)
