"""Writes the `[calendar]` section of every catalogue from CLDR, by Babel; run at development time only.

Usage: python packaging/catalogue.py (rewrites assets/locale/*.toml in place).
"""

import json
import re
from pathlib import Path

from babel import Locale

HEADING = "[calendar]"
LOCALES = Path(__file__).resolve().parent.parent / "assets" / "locale"
# A door has no country: English is written the way most of the world reads it, day before month.
CLDR = {"en": "en_GB"}
# Signs and timetables write the symbols of the units; CLDR's English has "hr" and "mins".
SYMBOLS = {
    "en": {
        "minute": {"one": "{0} min", "other": "{0} min"},
        "hour": {"one": "{0} h", "other": "{0} h"},
    },
    "es": {"day": {"one": "{0} día", "other": "{0} días"}},
    "ja": {"minute": {"other": "{0}分"}, "hour": {"other": "{0}時間"}, "day": {"other": "{0}日"}},
    "zh-Hans": {"minute": {"other": "{0} 分钟"}, "hour": {"other": "{0} 小时"}, "day": {"other": "{0} 天"}},
}
# Phrases go on from a time ("hasta las …", "…まで"): the day must stand where they still read well.
PATTERNS = {
    "es": {"weekday_time": "{time} ({weekday_short})", "date_time": "{time} ({date})"},
    "fr": {"weekday_time": "{time} ({weekday_short})", "date_time": "{time} le {date}"},
    "ja": {
        "weekday_time": "{weekday_short}曜 {time}",
        "range": "{start}〜{end}",
    },  # the wave dash of JIS, as fonts have it
    "ko": {"weekday_time": "{weekday_short}요일 {time}"},
    "zh-Hans": {"weekday_time": "{weekday_short} {time}"},
}
# Taiwan's clocks know more than two parts of a day; a sign does with these.
TIMES_12 = {"zh-Hant": "ah:mm"}
# Korean's short ones are AM and PM, which nobody in Korea says.
PERIODS = {"ko": "wide"}
# Thin spaces are missing in some fonts, and a line may break at them.
PLAIN = {"\u2009": " ", "\u202f": "\u00a0"}
FIELDS = {
    "HH": "{hour:02}",
    "H": "{hour}",
    "h": "{hour12}",
    "K": "{hour0}",
    "mm": "{minute:02}",
    "a": "{period}",
    "EEEE": "{weekday}",
    "E": "{weekday_short}",
    "ccc": "{weekday_short}",
    "MMMM": "{month}",
    "MMM": "{month_short}",
    "LLL": "{month_short}",
    "M": "{month_number}",
    "d": "{day}",
}
_TOKEN = re.compile(r"'([^']*)'|([a-zA-Z])\2*|[^a-zA-Z']+")
_YEAR = re.compile(r"[\s,]*('de'\s*)?y+[年년]?\s*")


def template(pattern: str) -> str:
    """A CLDR date pattern as a format string with named fields; raises KeyError for a field that is not known."""
    parts: list[str] = []
    for match in _TOKEN.finditer(pattern):
        if match[1] is not None:
            parts.append(match[1])
        else:
            parts.append(FIELDS[match[0]] if match[2] else match[0])
    return plain("".join(parts))


def plain(text: str) -> str:
    """The text with the ordinary spaces in the place of the thin ones."""
    return text.translate({ord(old): new for old, new in PLAIN.items()})


def locale_of(tag: str) -> Locale:
    """Babel's locale for one of our language tags."""
    return Locale.parse(CLDR.get(tag, tag.replace("-", "_")))


def calendar(tag: str) -> dict[str, object]:
    """Names and patterns of one language; weeks begin on Monday, months in January."""
    locale = locale_of(tag)
    skeletons, days, months = locale.datetime_skeletons, locale.days["format"], locale.months["format"]
    periods = locale.day_periods["format"][PERIODS.get(tag, "abbreviated")]
    pattern_24, pattern_12 = template(skeletons["Hm"].pattern), template(pattern_of_12(tag))
    return {
        "weekdays": [days["wide"][index] for index in range(7)],
        "weekdays_short": [days["abbreviated"][index] for index in range(7)],
        "months": [months["wide"][index] for index in range(1, 13)],
        "months_short": [months["abbreviated"][index] for index in range(1, 13)],
        "periods": [plain(periods[name]) for name in ("am", "pm")],
        "time_24": pattern_24,
        "time_12": pattern_12,
        "date_long": template(long_date(locale)),
        "date_short": template(skeletons["MMMd"].pattern),
        "weekday_time": template(skeletons["EHm"].pattern).replace(pattern_24, "{time}"),
        "date_time": numbered(locale.datetime_formats["medium"], "time", "date"),
        "range": numbered(locale.interval_formats[None], "start", "end"),
        "list": numbered(locale.list_patterns["standard"]["middle"], "first", "rest"),
        "minutes": unit(tag, "minute"),
        "hours": unit(tag, "hour"),
        "days": unit(tag, "day"),
        **PATTERNS.get(tag, {}),
    }


def pattern_of_12(tag: str) -> str:
    """The CLDR pattern of a time by twelve hours."""
    return TIMES_12.get(tag) or str(locale_of(tag).datetime_skeletons["hm"].pattern)


def long_date(locale: Locale) -> str:
    """The pattern of weekday, day and month in full, from the full date without its year where it has no own one."""
    if "MMMMEEEEd" in locale.datetime_skeletons:
        return str(locale.datetime_skeletons["MMMMEEEEd"].pattern)
    return _YEAR.sub("", locale.date_formats["full"].pattern)


def numbered(pattern: object, first: str, second: str) -> str:
    """A pattern of `{0}` and `{1}` with names in their place."""
    return plain(str(pattern).replace("{0}", f"{{{first}}}").replace("{1}", f"{{{second}}}"))


def unit(tag: str, name: str) -> dict[str, str]:
    """The short unit by plural category."""
    forms = SYMBOLS.get(tag, {}).get(name) or dict(locale_of(tag)._data["unit_patterns"][f"duration-{name}"]["short"])  # noqa: SLF001 - Babel formats units, but hands out no patterns
    wanted = sorted(set(locale_of(tag).plural_form.tags) | {"other"})
    return {form: plain(forms[form]).replace("{0}", "{count}") for form in wanted if form in forms}


def section(tag: str) -> str:
    """The TOML text of the calendar of one language."""
    lines = [HEADING, "# Written by packaging/catalogue.py from CLDR: change that, not this."]
    for key, value in calendar(tag).items():
        lines.append(f"{key} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Rewrite the calendar of each catalogue."""
    for path in sorted(LOCALES.glob("*.toml")):
        phrases = path.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
        path.write_text(f"{phrases}\n\n{section(path.stem)}", encoding="utf-8")


if __name__ == "__main__":
    main()
