"""What is known of each tag: what it should show, what it shows, and how it is. Knows no gateway and no disk."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.tags.bindings import Binding


@dataclass(frozen=True, slots=True)
class TagRecord:
    """One tag; None is not known. It holds nothing that stands on a sign, so it may be told to anybody who runs them.

    `width` and `height` are the panel's pixels as it is seen once it hangs. `qr`: a code stands on its newest sign;
    `qr_reason` says why not. `face` is the hash of the newest sign, `shown` of the one that the tag has confirmed.
    `missed` is how many times in a row it should have called its gateway and did not. `problem` is one sentence.
    """

    id: str
    room: str
    gateway: str
    panel: str
    width: int
    height: int
    palette: str
    qr: bool = False
    qr_reason: str | None = None
    face: str | None = None
    shown: str | None = None
    pushed_at: datetime | None = None
    acknowledged_at: datetime | None = None
    battery_percent: int | None = None
    battery_millivolts: int | None = None
    online: bool | None = None
    missed: int = 0
    problem: str | None = None


def unseen(one: Binding) -> TagRecord:
    """The record of a tag that no service has dealt with yet."""
    tag, panel = one.tag, one.panel
    return TagRecord(tag.id, tag.room, tag.gateway, panel.name, panel.width, panel.height, panel.palette.value)
