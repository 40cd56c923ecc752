"""A face as texts by their names, for gateways that draw signs by themselves. Knows no picture."""

from kiosk.tags.face import Face, Meeting

_NOTHING = Meeting("", "", "")


def words_of(face: Face) -> dict[str, str]:
    """Always the same names; what a face does not say is empty. Nothing private is in a face."""
    meeting = face.meeting or _NOTHING
    after = face.ahead[0] if face.ahead else _NOTHING
    return {
        "room": face.room,
        "room_id": face.room_id,
        "detail": face.detail,
        "status": face.word,
        "state": face.status.value,
        "line": face.line,
        "overline": face.overline,
        "when": meeting.when,
        "title": meeting.title,
        "organizer": meeting.organizer,
        "after_when": after.when,
        "after_title": after.title,
        "link": face.link,
        "caption": face.caption,
    }
