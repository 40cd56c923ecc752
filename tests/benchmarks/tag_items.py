"""A sign of 800 × 480 as a list of things to draw, in the words that other renderers of e-paper signs use."""

from typing import Any

from kiosk.domain.state import Status
from kiosk.tags.face import Face

WIDTH, HEIGHT = 800, 480
Item = dict[str, Any]


def items(face: Face) -> list[Item]:
    """What our own sign of this face shows, at about the same places and sizes; fonts are files' names."""
    taken = face.status is Status.OCCUPIED
    ink = "white" if taken else "black"
    band = {"type": "rectangle", "x_start": 0, "y_start": 72, "x_end": 799, "y_end": 236}
    shape = {"type": "ellipse", "x_start": 20, "y_start": 102, "x_end": 124, "y_end": 206}
    texts = [
        _text(20, 52, 46, face.room),
        _text(780, 52, 24, face.detail, anchor="rs"),
        _text(142, 160, 94, face.word, color=ink),
        _text(142, 212, 38, face.line, color=ink),
    ]
    if face.meeting is not None:
        told = (face.overline, 20), (face.meeting.when, 34), (face.meeting.title, 32), (face.meeting.organizer, 24)
        rows = zip((274, 312, 352, 386), told, strict=True)
        texts += [_text(20, base, size, text) for base, (text, size) in rows]
    code = [{"type": "qrcode", "x": 610, "y": 242, "data": face.link, "boxsize": 5, "border": 2}] if face.link else []
    return [
        {**band, "fill": "red" if taken else "white", "outline": "red" if taken else "black", "width": 5},
        {**shape, "fill": "white", "outline": ink, "width": 13},
        *(one for one in texts if one["value"]),
        *(_day(face) if face.day_known else ()),
        *code,
    ]


def _day(face: Face) -> list[Item]:
    frame = {"type": "rectangle", "x_start": 20, "y_start": 408, "x_end": 600, "y_end": 441, "outline": "black"}
    spans = [(20 + (start - 480) * 580 // 600, 20 + (end - 480) * 580 // 600) for start, end in face.busy]
    busy = [
        {**frame, "x_start": start, "x_end": end, "fill": "black"} for start, end in spans if 20 <= start < end <= 600
    ]
    return [frame, *busy, *(_text(20 + hour * 116, 464, 20, str(8 + 2 * hour)) for hour in range(6))]


def _text(x: int, y: int, size: int, value: str, *, color: str = "black", anchor: str = "ls") -> Item:
    return {
        "type": "text",
        "x": x,
        "y": y,
        "size": size,
        "value": value,
        "color": color,
        "anchor": anchor,
        "font": "Inter-SemiBold.ttf",
    }
