"""What staff read at the reception, from the catalogue's part "staff". Holds no text, keeps no name."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.visiting import Present
from kiosk.i18n import catalogue
from kiosk.wording import Words
from kiosk.wording_outside import clean
from kiosk.wording_times import MINUTE


class StaffPhrases:
    """The phrases of one language; `words` are the home screen's, for times and places, `zone` is the building's."""

    def __init__(self, words: Words, zone: ZoneInfo) -> None:
        self._words = words
        self._zone = zone
        self._catalogue = catalogue(words.language, "staff")

    def say(self, key: str, **values: str) -> str:
        """The phrase of `key`, filled in."""
        return self._catalogue.text(key, **values)

    def check_out(self) -> str:
        """The visitors' own word for it."""
        return catalogue(self._words.language, "reception").text("action.check_out")

    def counted(self, key: str, count: int) -> str:
        """The phrase of `key` for so many."""
        return self._catalogue.counted(key, count)

    def dotted(self, *parts: str) -> str:
        """Parts of a line, empty ones left out."""
        return self._words.dotted(*parts)

    def moment(self, instant: datetime, at: datetime) -> str:
        """An instant as seen from `at`."""
        return self._words.moment(instant, at, self._zone)

    def pause(self, seconds: float, *, wrong: bool) -> str:
        """How long to wait for the next try, in whole minutes, never too short; no pause: that it was wrong."""
        if not seconds:
            return self.say("pin.wrong")
        duration = self._words.duration(-(-timedelta(seconds=seconds) // MINUTE) * MINUTE)
        return self.say("pin.wait" if wrong else "pin.paused", duration=duration)

    def name(self, one: Present) -> str:
        """Who it is, and where from."""
        visit = one.visit
        name = clean(visit.visitor or "") or self.say("roll.nobody")
        return self._words.dotted(name, clean(visit.company or ""))

    def about(self, one: Present) -> str:
        """Whom they visit, and where."""
        host = _host(one)
        return self._words.dotted(self.say("roll.to", host=host) if host else "", self._place(one))

    def since(self, one: Present, at: datetime) -> str:
        """Since when they are in."""
        return self.say("roll.since", time=self.moment(one.since, at))

    def printed(self, at: datetime) -> str:
        """When a list on paper was so."""
        day = self._words.date_long(at.astimezone(self._zone).date())
        return self.say("roll.line", time=self._words.dotted(day, self._words.time(at, self._zone)))

    def stamp(self, at: datetime, building: str) -> str:
        """The foot of a page: which list it is, in a year too."""
        return self._words.dotted(f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}", clean(building))

    def row(self, one: Present, at: datetime) -> tuple[str, ...]:
        """One visitor's line on paper, under the words of `head`."""
        name, company, host, _, place = self.line(one)
        return (name or self.say("roll.nobody"), company, host, self.moment(one.since, at), place)

    def head(self) -> tuple[str, ...]:
        """The first line of the file."""
        return tuple(self.say(f"csv.{name}") for name in ("visitor", "company", "host", "since", "place"))

    def line(self, one: Present) -> tuple[str, ...]:
        """One visitor's line of the file; the instant as computers read it, in the building's time."""
        visit, since = one.visit, one.since.astimezone(self._zone)
        return (
            clean(visit.visitor or ""),
            clean(visit.company or ""),
            _host(one),
            since.isoformat(sep=" ", timespec="minutes"),
            self._place(one),
        )

    def lines(self, present: Sequence[Present]) -> list[tuple[str, ...]]:
        """The whole file, its head first."""
        return [self.head(), *(self.line(one) for one in present)]

    def _place(self, one: Present) -> str:
        floor = clean(one.visit.floor or "")
        return self._words.dotted(self._words.floor(floor) if floor else "", clean(one.visit.room or ""))


def _host(one: Present) -> str:
    return clean(one.visit.host.name) if one.visit.host is not None else ""
