"""What stands on one badge, and how it waits in the outbox. Holds names: nothing of it is ever logged."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from kiosk.domain.visit import Visit
from kiosk.messages.notice import one_line
from kiosk.phrases.badge import BadgePhrases
from kiosk.wording_times import Times, local_time


@dataclass(frozen=True, slots=True)
class Badge:
    """The texts of a label, each on one line of at most 200 characters, empty where unknown.

    `uid` is its QR code: the badge's uid, or the visitor's code where the backend has no uids.
    """

    visitor: str = ""
    company: str = ""
    host: str = ""
    building: str = ""
    room: str = ""
    floor: str = ""
    date: str = ""
    uid: str = ""
    title: str = ""
    visiting: str = ""

    def values(self) -> Mapping[str, str]:
        """What stands for each name in a template."""
        return asdict(self)


NAMES = tuple(one.name for one in fields(Badge))


def badge_of(visit: Visit, at: datetime, language: str) -> Badge:
    """The badge that is given out at this instant."""
    host = one_line(visit.host.name if visit.host else None)
    says = BadgePhrases(language)
    return Badge(
        visitor=one_line(visit.visitor) or says.title(),
        company=one_line(visit.company),
        host=host,
        building=one_line(visit.building),
        room=one_line(visit.room),
        floor=one_line(visit.floor),
        date=Times(language).date_long(local_time(at, visit.zone).date()),
        uid=visit.uid or visit.code,
        title=says.title(),
        visiting=says.visiting(host),
    )


def sample_badge(at: datetime, language: str) -> Badge:
    """A badge to look at."""
    says = BadgePhrases(language)
    host = says.sample("host")
    return Badge(
        visitor=says.sample("visitor"),
        company=says.sample("company"),
        host=host,
        building=says.sample("building"),
        date=Times(language).date_long(at.date()),
        uid="SAMPLE-0000-0000",
        title=says.title(),
        visiting=says.visiting(host),
    )


def body_of(badge: Badge) -> bytes:
    """As it is kept in the outbox."""
    return json.dumps(badge.values(), ensure_ascii=False).encode()


def badge_in(body: bytes) -> Badge:
    """What was kept. Raises ValueError where it is no badge."""
    try:
        found = json.loads(body)
    except RecursionError as wrong:
        raise ValueError("no badge") from wrong
    if not (isinstance(found, dict) and "visitor" in found):
        raise ValueError("no badge")
    return Badge(**{name: str(found.get(name, "")) for name in NAMES})
