"""Records of tags in every condition."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.tags.record import TagRecord
from kiosk.tags.status import TagStatus

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
PLAIN = TagRecord("A1", "1", "ap1", "7.5-bwr", 800, 480, "bwr")
WELL = replace(
    PLAIN,
    qr=True,
    face="0a",
    shown="0a",
    pushed_at=AT - timedelta(minutes=5),
    acknowledged_at=AT - timedelta(minutes=4),
    battery_millivolts=2950,
    online=True,
)


def of(record: TagRecord, kind: str = "openepaperlink", width: int = 800) -> TagStatus:
    return TagStatus(record, kind, width)
