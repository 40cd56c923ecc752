"""Many small pictures on one, with their names under them, to be looked at together."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

GAP, LABEL = 12, 22
PAPER, INK = QColor("#808890"), QColor("#FFFFFF")
Named = tuple[str, QImage]


def sheet(rows: Sequence[Sequence[Named]], height: int, *, labels: bool = True) -> QImage:
    """The rows of pictures, each scaled to `height` pixels and named where `labels` are wanted."""
    smaller = [[(name, _scaled(image, height)) for name, image in row] for row in rows]
    step = height + GAP + (LABEL if labels else 0)
    width = GAP + max(sum(image.width() + GAP for _, image in row) for row in smaller)
    paper = QImage(width, GAP + step * len(smaller), QImage.Format.Format_RGB32)
    paper.fill(PAPER)
    painter = QPainter(paper)
    painter.setPen(INK)
    font = QFont("Inter")
    font.setPixelSize(13)
    painter.setFont(font)
    for number, row in enumerate(smaller):
        x, y = GAP, GAP + number * step
        for name, image in row:
            painter.drawImage(x, y, image)
            if labels:
                painter.drawText(QRect(x, y + height, image.width(), LABEL), Qt.AlignmentFlag.AlignVCenter, name)
            x += image.width() + GAP
    painter.end()
    return paper


def _scaled(image: QImage, height: int) -> QImage:
    return image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
