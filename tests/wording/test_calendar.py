import importlib.util
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.dates import format_date, format_time

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


@pytest.mark.parametrize("language", ["fr", "es", "ja", "ko", "zh-Hans", "zh-Hant"])
def test_the_generator_knows_the_patterns_of_languages_to_come(language: str) -> None:
    assert tomllib.loads(generator().section(language))["calendar"]["time_24"].endswith("{minute:02}")


@pytest.mark.parametrize("language", languages())
def test_times_and_dates_are_written_as_babel_writes_them(language: str) -> None:
    module = generator()
    locale = Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    assert module.locale_of(language) == locale
    utc, twelve, twentyfour = ZoneInfo("UTC"), Words(language, hour12=True), Words(language)
    for instant in TIMES:
        assert twentyfour.time(instant, utc) == format_time(instant, "HH:mm", locale=locale)
        pattern = locale.datetime_skeletons["hm"].pattern
        assert twelve.time(instant, utc) == module.plain(format_time(instant, pattern, locale=locale))
    for day in DAYS:
        assert twentyfour.date_long(day) == format_date(day, module.long_date(locale), locale=locale)
