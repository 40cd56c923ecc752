"""What a camera sees, as a picture that QML shows; the newest only, never written anywhere."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.domain.camera import Picture

NAME = "camera"
_MOST = QSize(640, 480)


class LivePicture(QQuickImageProvider):
    """Shows the newest picture under any number; without one a single black pixel."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._image = _nothing()
        self._number = 0

    def show(self, picture: Picture) -> str:
        """Take this one; its address, which is another each time."""
        whole = QImage(picture.grey, picture.width, picture.height, picture.stride, QImage.Format.Format_Grayscale8)
        ratio, way = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
        self._image = whole.scaled(_MOST, ratio, way)
        self._number += 1
        return f"image://{NAME}/{self._number}"

    def forget(self) -> None:
        """Nothing of what was seen is left."""
        self._image = _nothing()

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002, N802, N803 - Qt's
        """The newest picture."""
        return self._image


def _nothing() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_Grayscale8)
    image.fill(0)
    return image
