"""The bundled fonts: what they cover, in which order, and that no others are used for pictures."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout

from kiosk.resources import assets
from kiosk.window.fonts import DISPLAY, TEXT, configure, families, install

pytestmark = pytest.mark.usefixtures("qapp")
ALL = "Available Verfügbar Ελληνικά Кириллица 14:30 · – … שלום مرحبا हिन्दी ไทย 会議室 會議室 회의실 骨 🎉"
GENERIC = {"monospace", "sans serif", "serif"}


def used(text: str, *, pixels: int) -> set[str]:
    """The families that draw the text; at a size of its own, as Qt remembers its choice by size."""
    font = QFont(TEXT)
    font.setPixelSize(pixels)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName().lower() for run in layout.glyphRuns() if 0 not in run.glyphIndexes()}


def missing(text: str, family: str) -> int:
    font = QFont(family)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return sum(glyph == 0 for run in layout.glyphRuns() for glyph in run.glyphIndexes())


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("ja", "Noto Sans CJK JP"),
        ("ko-KR", "Noto Sans CJK KR"),
        ("zh", "Noto Sans CJK SC"),
        ("zh-Hans-SG", "Noto Sans CJK SC"),
        ("zh-Hant", "Noto Sans CJK TC"),
        ("zh_TW", "Noto Sans CJK TC"),
        ("de", "Noto Sans CJK JP"),
    ],
)
def test_han_characters_come_from_the_font_of_the_language(language: str, family: str) -> None:
    install(language)
    assert next(name for name in families(language) if "CJK" in name) == family
    assert used("骨", pixels=100 + sum(language.encode())) == {family.lower()}


@pytest.mark.parametrize("family", [TEXT, DISPLAY])
def test_no_character_of_the_supported_scripts_is_missing(family: str) -> None:
    install("en")
    assert missing(ALL, family) == 0


def test_only_bundled_families_are_there() -> None:
    known = {name.lower() for name in (TEXT, DISPLAY, *families("en"))}
    found = {name.lower() for name in QFontDatabase.families()}
    assert {name for name in found if not name.startswith(tuple(known))} <= GENERIC


def test_a_name_in_another_script_moves_no_line() -> None:
    heights = {round(QFontMetricsF(QFont([family])).lineSpacing(), 0) for family in (TEXT, *families("en"))}
    assert len(heights) == 1


def test_figures_can_have_one_width() -> None:
    font = QFont(TEXT)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setPixelSize(100)
    metrics = QFontMetricsF(font)
    assert len({round(metrics.horizontalAdvance(figure), 3) for figure in "0123456789"}) == 1


def test_every_family_carries_its_licence_and_all_are_small() -> None:
    folder = assets() / "fonts"
    licences = [file.read_text(encoding="utf-8") for file in folder.glob("OFL-*.txt")]
    assert len(licences) == 4
    assert all("SIL OPEN FONT LICENSE" in text for text in licences)
    assert sum(file.stat().st_size for file in folder.iterdir()) < 25_000_000


def test_the_configuration_prefers_ours_and_survives_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "before")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "spare"))
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    configure(blocked / "cache", system=True)
    files = list((tmp_path / "spare").rglob("*.conf"))
    assert len(files) == 1
    text = files[0].read_text(encoding="utf-8")
    assert text.index(str(assets() / "fonts")) < text.index("/usr/share/fonts")
