import importlib.util
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.dates import format_date, format_time, format_timedelta

from kiosk.i18n import languages
from kiosk.resources import assets
from kiosk.wording import Words

GENERATOR = Path(__file__).parents[2] / "packaging" / "catalogue.py"
DAYS = [date(2026, 1, 1) + timedelta(days=step) for step in range(0, 365, 3)]
TIMES = [datetime(2026, 1, 1, hour, minute, 59, tzinfo=UTC) for hour in range(24) for minute in (0, 7, 30)]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue_generator", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", languages())
def test_the_calendar_of_a_catalogue_is_the_one_that_the_generator_writes(language: str) -> None:
    text = (assets() / "locale" / f"{language}.toml").read_text(encoding="utf-8")

    assert text.endswith(generator().section(language))
    assert tomllib.loads(text)["calendar"] == generator().calendar(language)


@pytest.mark.parametrize("language", ["it", "nl", "pt"])
def test_the_generator_knows_the_patterns_of_languages_to_come(language: str) -> None:
    assert tomllib.loads(generator().section(language))["calendar"]["time_24"].endswith("{minute:02}")


@pytest.mark.parametrize("language", languages())
def test_times_and_dates_are_written_as_babel_writes_them(language: str) -> None:
    module = generator()
    locale = Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    assert module.locale_of(language) == locale
    patterns = locale.datetime_skeletons
    # As the generator has it: Korean in its wide form, the only one that is Korean.
    twelve_hours = module.pattern_of_12(language).replace("a", "aaaa" if language in module.PERIODS else "a")
    utc, twelve, twentyfour = ZoneInfo("UTC"), Words(language, hour12=True), Words(language)
    for instant in TIMES:
        assert twentyfour.time(instant, utc) == format_time(instant, patterns["Hm"].pattern, locale=locale)
        assert twelve.time(instant, utc) == module.plain(format_time(instant, twelve_hours, locale=locale))
    for day in DAYS:
        assert twentyfour.date_long(day) == format_date(day, module.long_date(locale), locale=locale)


@pytest.mark.parametrize("language", languages())
def test_durations_are_written_with_the_units_that_babel_knows(language: str) -> None:
    words, module = Words(language), generator()
    if language == "en":  # signs write symbols: "18 min", "2 h"
        assert words.duration(timedelta(minutes=77)) == "1\u00a0h\u00a017\u00a0min"
        return
    locale = module.locale_of(language)
    for minutes in (1, 2, 5, 18, 59):
        assert bare(words.duration(timedelta(minutes=minutes))) == bare(
            format_timedelta(timedelta(minutes=minutes), "minute", threshold=60, format="short", locale=locale)
        )
    for hours in (1, 2, 11, 23):
        assert bare(words.duration(timedelta(hours=hours))) == bare(
            format_timedelta(timedelta(hours=hours), "hour", threshold=24, format="short", locale=locale)
        )


@pytest.mark.parametrize("language", languages())
def test_another_day_is_named_as_babel_names_it(language: str) -> None:
    words, locale, utc = Words(language), generator().locale_of(language), ZoneInfo("UTC")
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    for days in range(1, 7):
        said = words.moment(now + timedelta(days=days), now, utc)
        assert format_date(now + timedelta(days=days), "EEE", locale=locale) in said
        assert words.time(now, utc) in said
    for days in (7, 40, 100, 300):
        said = words.moment(now + timedelta(days=days), now, utc)
        assert format_date(now + timedelta(days=days), locale.datetime_skeletons["MMMd"].pattern, locale=locale) in said
        assert words.time(now, utc) in said


def bare(text: str) -> str:
    """Without spaces: where they stand is a matter of taste, and ours do not break."""
    return "".join(text.split())
