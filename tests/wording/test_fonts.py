"""Every character of every catalogue is in the fonts that its language is drawn with, in the language's own shape."""

from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from kiosk.i18n import languages, parts
from kiosk.resources import assets
from kiosk.window import fonts as window_fonts
from tests.wording.test_catalogue import leaves, raw

HAN = range(0x3000, 0xFFF0)
TAGS = {"ja": "JP", "ko": "KR", "zh-Hans": "SC", "zh-Hant": "TC"}


@cache
def covered(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def files(family: str) -> list[Path]:
    return sorted((assets() / "fonts").glob(f"{family.replace(' ', '')}-*.?tf"))


def characters(language: str) -> set[int]:
    texts = [text for part in ("", *parts()) for _, text in leaves(raw(language, part))]
    # The names that languages give themselves are in all catalogues, and each in its own script.
    own = {name for _, name in leaves({key: text for key, text in raw("en", "setup").items() if "language." in key})}
    return {ord(character) for text in texts if text not in own for character in text}


@pytest.mark.parametrize("language", languages())
def test_no_character_of_a_catalogue_is_missing_in_the_fonts(language: str) -> None:
    chain = [file for family in (window_fonts.TEXT, *window_fonts.families(language)) for file in files(family)]
    found = frozenset[int]().union(*(covered(file) for file in chain))

    assert {chr(code) for code in characters(language) - found} == set()


@pytest.mark.parametrize("weight", files("Inter") + files("Inter Display"), ids=lambda file: file.stem)
@pytest.mark.parametrize("language", [tag for tag in languages() if tag not in TAGS])
def test_each_weight_of_inter_has_the_letters_of_europe(language: str, weight: Path) -> None:
    assert {chr(code) for code in characters(language) - covered(weight)} == set()


@pytest.mark.parametrize(("language", "region"), TAGS.items())
def test_the_characters_of_east_asia_come_from_one_font_of_the_language_itself(language: str, region: str) -> None:
    """Han differs by language: a character that only another language's font has would be drawn in a foreign shape."""
    own = next(family for family in window_fonts.families(language) if "CJK" in family)
    (file,) = files(own)

    assert own == f"Noto Sans CJK {region}"
    assert {chr(code) for code in characters(language) if code in HAN and code not in covered(file)} == set()


def test_a_character_that_no_font_has_would_be_found() -> None:
    assert not any(0x13000 in covered(file) for file in (assets() / "fonts").glob("*.?tf"))
    assert {ord("使"), ord("空")} <= characters("ja")
