"""The one catalogue: every phrase and every pattern, by language. Knows no room, no clock and no screen."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from kiosk.resources import assets

DEFAULT = "en"
PSEUDO_LONG, PSEUDO_RTL = "qps-long", "qps-rtl"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", PSEUDO_RTL})
_ALIASES = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}
_ONE: Mapping[str, tuple[int, ...]] = {"en": (1,), "de": (1,), "es": (1,), "fr": (0, 1)}
_ONE_OCLOCK = re.compile(r"0?1:\d")
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكلمنسعفصقرشتثخذض")


class Catalogue:
    """The texts of one language. A key that does not exist, or a value that a text lacks, is a KeyError."""

    def __init__(self, language: str, messages: Mapping[str, Any], one_oclock: Mapping[str, str] | None = None) -> None:
        self.language = language
        self.right_to_left = language in _RIGHT_TO_LEFT or language.partition("-")[0] in _RIGHT_TO_LEFT
        self._messages = messages
        self._one_oclock = one_oclock or {}

    def text(self, key: str, **values: object) -> str:
        """The phrase of `key` with its `{placeholders}` filled in."""
        phrase = cast("str", self._messages[key])
        return (self._agreeing(phrase, values) if self._one_oclock else phrase).format_map(values)

    def _agreeing(self, phrase: str, values: Mapping[str, object]) -> str:
        """The phrase with the words that the language wants before such of its values as begin with one o'clock."""
        for name in (name for name, value in values.items() if _ONE_OCLOCK.match(str(value))):
            for many, one in self._one_oclock.items():
                phrase = phrase.replace(f"{many}{{{name}}}", f"{one}{{{name}}}")
        return phrase

    def counted(self, key: str, count: int) -> str:
        """The phrase of `key` in the plural form of `count`."""
        return _form(self._messages[key], self.language, count)

    def name(self, key: str, index: int) -> str:
        """One of the calendar's names: weekdays from Monday, months from January, both from 0."""
        return cast("str", self._messages["calendar"][key][index])

    def pattern(self, key: str, **values: object) -> str:
        """One of the calendar's patterns, filled in."""
        return cast("str", self._messages["calendar"][key]).format_map(values)

    def unit(self, key: str, count: int) -> str:
        """`count` of one of the calendar's units ("18 min")."""
        return _form(self._messages["calendar"][key], self.language, count)


def languages() -> tuple[str, ...]:
    """The tags that have a catalogue of their own, sorted."""
    return tuple(sorted(path.stem for path in (assets() / "locale").glob("*.toml")))


@cache
def catalogue(language: str, part: str = "") -> Catalogue:
    """The catalogue for a BCP 47 tag; what it lacks comes from its shorter tags, and at last from English.

    `zh-Hant-TW` is looked for as such, then as `zh-Hant`. `qps-long` and `qps-rtl` are English made 40 per cent
    longer, and written from right to left, to try layouts with. Never fails for a tag that nobody knows. `part` names
    a folder of assets/locale whose phrases are needed later than the first frame; without it, those of the home screen
    and the calendar. `[one_oclock]` says what stands before a time that is one instead of what stands before others: in
    Spanish it is singular.
    """
    messages = _file(DEFAULT, part)
    if language in (PSEUDO_LONG, PSEUDO_RTL):
        return Catalogue(language, _mapped(messages, _longer if language == PSEUDO_LONG else _mirrored))
    own = resolve(language)
    if own != DEFAULT and _path(own, part).is_file():
        special = _file(own, part)
        calendar = messages.get("calendar", {}) | special.get("calendar", {})
        messages = messages | special | {"calendar": calendar}
    return Catalogue(own, messages, _file(own, "").get("one_oclock"))


def parts() -> tuple[str, ...]:
    """The names of the parts of the catalogue beside the home screen's, sorted."""
    return tuple(sorted(path.name for path in (assets() / "locale").iterdir() if path.is_dir()))


def resolve(language: str) -> str:
    """The tag, among those that have a catalogue, which serves `language` best."""
    known = {tag.lower(): tag for tag in languages()}
    parts = language.partition(".")[0].replace("_", "-").lower().split("-")
    for length in range(len(parts), 0, -1):
        tag = "-".join(parts[:length])
        found = known.get(tag) or known.get(_ALIASES.get(tag, "").lower())
        if found is not None:
            return found
    return DEFAULT


def plural(language: str, count: int) -> str:
    """The CLDR category of a whole number, `one` or `other`: all that our languages need for what a door counts."""
    return "one" if count in _ONE.get(language.partition("-")[0], ()) else "other"


def _form(forms: Mapping[str, str], language: str, count: int) -> str:
    return forms.get(plural(language, count), forms["other"]).format(count=count)


def _path(language: str, part: str) -> Path:
    return assets() / "locale" / part / f"{language}.toml"


@cache
def _file(language: str, part: str) -> dict[str, Any]:
    with _path(language, part).open("rb") as file:
        return tomllib.load(file)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - whatever TOML may hold
    if isinstance(value, dict):
        return {key: _mapped(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_mapped(one, change) for one in value]
    return "".join(part if index % 2 else change(part) for index, part in enumerate(_PLACEHOLDER.split(value)))


def _longer(text: str) -> str:
    letters = sum(character.isalpha() for character in text)
    return text + "~" * -(-letters * 2 // 5)


def _mirrored(text: str) -> str:
    return text.lower().translate(_ARABIC)
