"""Codes are the library's own, module by module, though another chooses their mask and their version."""

from contextlib import suppress
from random import Random
from typing import Any

import qrcode  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.exceptions import DataOverflowError  # type: ignore[import-untyped]
from qrcode.util import (  # type: ignore[import-untyped]
    BIT_LIMIT_TABLE,
    MODE_8BIT_BYTE,
    QRData,
    create_data,
    lost_point,
)

from kiosk.tags.qr import code_of, modules_of
from kiosk.tags.qr_data import codewords
from kiosk.tags.qr_frame import MASKS, frame_of
from kiosk.tags.qr_mask import lost_points

LINKS = st.one_of(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=210),
    st.text("0123456789", min_size=1, max_size=400),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:.", min_size=1, max_size=300),
    st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable()),
)


def _library(link: str) -> Any | None:  # noqa: ANN401 - the library has no types
    """The library's whole code: the smallest version, M before L."""
    found = []
    for level in (qrcode.ERROR_CORRECT_M, qrcode.ERROR_CORRECT_L):
        made = qrcode.QRCode(error_correction=level, border=0)
        made.add_data(link.encode())
        with suppress(DataOverflowError, ValueError):
            made.best_fit(start=1)
            found.append(made)
    return min(found, key=lambda one: int(one.version), default=None)


def _rows(modules: list[list[bool]]) -> tuple[int, ...]:
    return tuple(int("".join("1" if dark else "0" for dark in row), 2) for row in modules)


@given(LINKS)
@settings(max_examples=150, deadline=None)
def test_a_code_is_the_library_s_own(link: str) -> None:
    made = _library(link)
    assert made is not None
    made.make(fit=False)
    code = code_of(link)
    assert code is not None
    assert code.modules == modules_of(link) == made.modules_count
    assert code.rows == _rows(made.get_matrix())


def test_every_version_up_to_10_and_level_has_the_library_s_patterns_and_points() -> None:
    for version in range(1, 11):
        for level in (qrcode.ERROR_CORRECT_M, qrcode.ERROR_CORRECT_L):
            made = qrcode.QRCode(version, level, border=0)
            made.add_data(b"7")
            frame = frame_of(version, level)
            for mask in range(MASKS):
                made.makeImpl(test=True, mask_pattern=mask)
                assert lost_points(frame, _joined(made.modules)) == lost_point(made.modules)
                made.makeImpl(test=False, mask_pattern=mask)
                assert _joined(made.modules) & frame.fixed[mask] == frame.fixed[mask]


def test_the_bytes_of_every_version_are_the_library_s_however_many_blocks_they_are_in() -> None:
    rng = Random(4)
    for version in (*range(1, 11), *range(13, 41, 3)):
        for level in (qrcode.ERROR_CORRECT_M, qrcode.ERROR_CORRECT_L):
            room = BIT_LIMIT_TABLE[level][version] // 8 - 3
            for length in (room, room - 1, room // 2):
                chunks = [QRData(rng.randbytes(length), MODE_8BIT_BYTE)]
                assert list(codewords(version, level, chunks)) == create_data(version, level, chunks)


@given(st.integers(0, 2**841 - 1))
@settings(max_examples=60, deadline=None)
def test_any_modules_lose_the_points_that_the_library_counts(bits: int) -> None:
    frame = frame_of(3, qrcode.ERROR_CORRECT_M)
    digits = f"{bits:0841b}"
    modules = [[one == "1" for one in digits[start : start + 29]] for start in range(0, 841, 29)]
    assert lost_points(frame, _joined(modules)) == lost_point(modules)


def test_the_longest_link_of_a_version_and_one_more_have_the_library_s_size() -> None:
    lengths = [length for length in range(1, 2970) if length % 97 < 2 or length in range(130, 300)]
    for length in lengths:
        link = "x" * length
        made = _library(link)
        assert modules_of(link) == (17 + 4 * made.version if made else 0), length
    assert modules_of("x" * 2953) == 177
    assert modules_of("x" * 2954) == 0
    assert code_of("x" * 2954) is None


def _joined(modules: list[list[bool]]) -> int:
    """As `qr_frame` has modules: a bit that is none after each row."""
    return int("".join("".join("1" if dark else "0" for dark in row) + "0" for row in modules), 2)
