"""What the reception screen says to visitors, from the catalogue's part "reception". Holds no text, keeps no name."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain.visit import Host, Visit
from kiosk.i18n import catalogue
from kiosk.wording import Words
from kiosk.wording_outside import clean, isolated
from kiosk.wording_times import MINUTE, whole_minute

if TYPE_CHECKING:
    from kiosk.viewmodels.camera_view import CameraWords

LONGEST_NAME = 80


class ReceptionPhrases:
    """The phrases of one language; `words` are the home screen's, for times and places."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._catalogue = catalogue(words.language, "reception")

    def say(self, key: str, **values: str) -> str:
        """The phrase of `key`, filled in."""
        return self._catalogue.text(key, **values)

    def to(self, key: str, nobody: str, name: str | None) -> str:
        """A phrase with a person's name in it; that of `nobody` where there is no name that can be shown."""
        shown = clean(name or "", LONGEST_NAME)
        return self.say(key, name=isolated(shown)) if shown else self.say(nobody)

    def own_names(self, tags: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Languages with their own names for themselves, all of them from this language's catalogue."""
        return tuple((tag, self.say(f"language.{tag}")) for tag in tags)

    def camera(self) -> "CameraWords":
        """What is said of a camera that a code can be held before."""
        from kiosk.phrases.camera import camera_words  # noqa: PLC0415 - the first frame has no camera

        return camera_words(self.words.language)

    def host(self, host: Host | None) -> str:
        """Who is visited, empty where nobody is named."""
        return "" if host is None else clean(host.name, LONGEST_NAME)

    def place(self, visit: Visit) -> str:
        """Where to go, empty where that is not known."""
        floor = clean(visit.floor or "")
        return self.words.dotted(self.words.floor(floor) if floor else "", isolated(clean(visit.room or "")))

    def span(self, visit: Visit, at: datetime) -> str:
        """When the visit is."""
        return self.words.span(visit.start, visit.end, at, visit.zone)

    def from_when(self, instant: datetime, at: datetime, zone: ZoneInfo) -> str:
        """The first whole minute that is not before an instant."""
        return self.words.moment(whole_minute(instant + MINUTE - timedelta(microseconds=1)), at, zone)
