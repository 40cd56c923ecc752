"""A font's name and letters are read from its file; a language's letters must be among them."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.resources import assets
from kiosk.theme.letters import lacking, letters_of, opened
from tests.theme.fonts import FAMILY, brand

INTER = assets() / "fonts" / "Inter-Regular.ttf"
CJK = next((assets() / "fonts").glob("NotoSansCJKJP*"))


def test_a_font_tells_its_family_and_letters(tmp_path: Path) -> None:
    font = opened(brand(tmp_path, without="ß"))
    assert font.family == FAMILY
    assert (font.has("a"), font.has("ß"), font.has("骨")) == (True, False, False)
    assert opened(CJK).has("骨")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_the_bundled_font_has_every_letter_of_the_languages_in_latin_script(language: str) -> None:
    assert [one for one in lacking(opened(INTER), "text", language, letters_of(language)) if one.bad] == []


def test_letters_that_the_language_needs_are_told(tmp_path: Path) -> None:
    font = opened(brand(tmp_path, without="ßÄä"))
    (one,) = lacking(font, "text", "de-AT", letters_of("de-AT"))
    assert "brand.ttf lacks Ä ß ä" in one.found
    assert one.bad
    assert "every letter of de-AT" in one.instead
    assert list(lacking(font, "text", "en", letters_of("en"))) == []


def test_another_script_is_left_to_the_programs_own_letters() -> None:
    (one,) = lacking(opened(INTER), "text", "ja", letters_of("ja"))
    assert not one.bad
    assert "more" in one.found


def test_a_language_needs_its_own_letters_and_those_of_times() -> None:
    assert {"Ü", "ü", "ß", "7", ":"} <= letters_of("de")
    assert "日" not in letters_of("en")
    assert "空" in letters_of("zh-Hant-TW")


@pytest.mark.parametrize("raw", [b"", b"wOF2", b"\0\1\0\0", b"OTTO\0\x09" + bytes(40), b"<svg/>"])
def test_what_is_no_font_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(raw)
    with pytest.raises(ValueError, match=r"is no font|is damaged|has no name"):
        opened(path)


def test_a_font_that_is_cut_off_is_refused_at_whatever_place(tmp_path: Path) -> None:
    whole, path = brand(tmp_path).read_bytes(), tmp_path / "cut.ttf"
    for length in range(0, 400, 7):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"is no font|is damaged|has no name"):
            opened(path)


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_font_that_is_damaged_is_refused_or_read_but_never_more(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    raw = bytearray(INTER.read_bytes())
    for place, value in changes:
        raw[place] = value
    path = tmp_path_factory.getbasetemp() / "damaged.ttf"
    path.write_bytes(raw)
    with suppress(ValueError):
        assert opened(path).family
