"""What is said of the camera, from the catalogue's part "camera". Holds no text."""

from kiosk.i18n import catalogue
from kiosk.viewmodels.camera_view import CameraWords


def camera_words(language: str) -> CameraWords:
    """The words of one language."""
    text = catalogue(language, "camera").text
    return CameraWords(
        look=text("camera.look"),
        leave=text("camera.leave"),
        hold=text("camera.hold"),
        kept=text("camera.kept"),
        sees=text("camera.sees"),
        failed=text("camera.failed"),
    )
