"""Which characters a font draws is what another reader of fonts says, and knowing it costs little memory."""

import shutil
import tracemalloc
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from kiosk.badge.coverage import covered
from kiosk.resources import assets

MOST_BYTES = 64 << 10


def font(name: str) -> Path:
    return assets() / "fonts" / name


@pytest.mark.parametrize("name", ["Inter-Regular.ttf", "NotoSansThai-Regular.ttf", "NotoEmoji-Medium.ttf"])
def test_a_fonts_characters_are_what_its_tables_say(name: str) -> None:
    with TTFont(font(name), lazy=True) as read:
        expected = sorted(read.getBestCmap())
    coverage = covered(font(name))
    assert list(coverage) == expected
    assert all(code in coverage for code in expected)
    assert not any(code in coverage for code in {*range(0x30000)} - {*expected})
    assert 0x10FFFF not in coverage


def test_what_an_east_asian_font_draws_is_known_in_little_memory(tmp_path: Path) -> None:
    unread = Path(shutil.copy(font("NotoSansCJKKR-Medium.otf"), tmp_path))
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        coverage = covered(unread)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert ord("\ud55c") in coverage
    assert after - before < MOST_BYTES
