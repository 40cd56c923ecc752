"""Times, dates and durations as a language writes them. Everything shown is local time of a room's zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.i18n import Catalogue, catalogue

_NO_BREAK = "\u00a0"
MINUTE = timedelta(minutes=1)
_WEEK = 6


class Times:
    """How one language writes instants; `hour12` chooses "2:30 pm" over "14:30"."""

    def __init__(self, language: str, *, hour12: bool = False) -> None:
        self.catalogue: Catalogue = catalogue(language)
        self.hour12 = hour12

    def time(self, instant: datetime, zone: ZoneInfo) -> str:
        """The time of day of an instant ("14:30"), seconds cut off."""
        local = local_time(instant, zone)
        return self.catalogue.pattern(
            "time_12" if self.hour12 else "time_24",
            hour=local.hour,
            hour12=local.hour % 12 or 12,
            hour0=local.hour % 12,
            minute=local.minute,
            period=self.catalogue.name("periods", local.hour // 12),
        )

    def date_long(self, day: date) -> str:
        """A day with weekday and month in full, without its year ("Friday 20 November")."""
        return self._date("date_long", day)

    def moment(self, instant: datetime, at: datetime, zone: ZoneInfo) -> str:
        """The time of an instant as seen from `at`: the day is named where it is not the same local day."""
        day, time = local_time(instant, zone).date(), self.time(instant, zone)
        away = abs((day - local_time(at, zone).date()).days)
        if not away:
            return time
        if away <= _WEEK:
            weekday = self.catalogue.name("weekdays_short", day.weekday())
            return self.catalogue.pattern("weekday_time", weekday_short=weekday, time=time)
        return self.catalogue.pattern("date_time", date=self._date("date_short", day), time=time)

    def span(self, start: datetime, end: datetime, at: datetime, zone: ZoneInfo) -> str:
        """From when to when as a range, days named where they are not that of `at`, or of the start."""
        return self.catalogue.pattern("range", start=self.moment(start, at, zone), end=self.moment(end, start, zone))

    def duration(self, length: timedelta) -> str:
        """A length in whole minutes ("1 h 45 min"), from a day on in days and hours; never less than no minutes.

        Its spaces do not break: a unit alone on a line reads badly.
        """
        minutes = max(0, length // MINUTE)
        hours, days = minutes // 60, minutes // 1440
        if days:
            return self._joined(("days", days), ("hours", hours % 24)).replace(" ", _NO_BREAK)
        return self._joined(("hours", hours), ("minutes", minutes % 60)).replace(" ", _NO_BREAK)

    def listed(self, *parts: str) -> str:
        """Parts in a row as the language lists them, empty ones left out."""
        kept = [part for part in parts if part]
        line = kept[0] if kept else ""
        for part in kept[1:]:
            line = self.catalogue.pattern("list", first=line, rest=part)
        return line

    def _joined(self, large: tuple[str, int], small: tuple[str, int]) -> str:
        if not large[1]:
            return self.catalogue.unit(*small)
        first = self.catalogue.unit(*large)
        return (
            self.catalogue.text("join.duration", first=first, rest=self.catalogue.unit(*small)) if small[1] else first
        )

    def _date(self, pattern: str, day: date) -> str:
        return self.catalogue.pattern(
            pattern,
            weekday=self.catalogue.name("weekdays", day.weekday()),
            weekday_short=self.catalogue.name("weekdays_short", day.weekday()),
            day=day.day,
            month=self.catalogue.name("months", day.month - 1),
            month_short=self.catalogue.name("months_short", day.month - 1),
            month_number=day.month,
        )


def local_time(instant: datetime, zone: ZoneInfo) -> datetime:
    """The instant on the clocks of a zone; at the ends of the calendar, where no zone reaches, as it is."""
    try:
        return instant.astimezone(zone)
    except OverflowError:
        return instant


def whole_minute(instant: datetime) -> datetime:
    """The instant with its seconds cut off, in UTC, so that texts stay the same while only seconds pass."""
    return instant.astimezone(UTC).replace(second=0, microsecond=0)


def minutes_left(until: datetime, at: datetime) -> timedelta:
    """What a clock without seconds has to go until `until`, in whole minutes rounded up."""
    return -((whole_minute(at) - until) // MINUTE) * MINUTE
