"""What goes with a picture to a gateway that knows nothing else of it: one line of JSON."""

import json
from datetime import datetime

from kiosk.tags.gateways.gateway import Sign


def card(sign: Sign, at: datetime) -> bytes:
    """The tag, the face's hash, the picture's measures as it is sent, and when: ASCII, keys always in one order."""
    picture = sign.mounted if sign.rotation else sign.picture
    return json.dumps(
        {
            "tag": sign.tag,
            "face": sign.face,
            "width": picture.width,
            "height": picture.height,
            "palette": picture.palette.value,
            "rotation": sign.rotation,
            "at": at.isoformat(timespec="seconds"),
        },
        separators=(",", ":"),
    ).encode()
