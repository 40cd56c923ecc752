"""A logo is a picture, whole, of a size that a screen can hold; what may look otherwise there is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.theme.logo import troubles_of
from kiosk.theme.trouble import Trouble

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}">{2}</svg>'


def told(file: Path) -> list[Trouble]:
    return list(troubles_of("file", file))


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "logo"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def png(folder: Path, width: int, height: int) -> bytes:
    Image.new("RGBA", (width, height), (16, 57, 92, 255)).save(folder / "made.png")
    return (folder / "made.png").read_bytes()


def test_a_drawing_and_a_picture_are_taken(tmp_path: Path) -> None:
    assert told(written(tmp_path, SVG.format(220, 48, '<path d="M0 0"/>'))) == []
    assert told(written(tmp_path, png(tmp_path, 300, 100))) == []
    assert told(written(tmp_path, '<svg xmlns="http://www.w3.org/2000/svg" width="22mm" height="48"/>')) == []


def test_one_that_is_gone_says_so(tmp_path: Path) -> None:
    (one,) = told(tmp_path / "logo.svg")
    assert (one.key, one.found, one.gone) == ("[logo] file", "logo.svg: no such file or directory", True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "is no picture"),
        ("GIF89a", "is no picture"),
        ("<svg", "is no picture"),
        ("<html/>", "is no picture"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format(1, 1, ""), "is no picture"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "does not say how large it is"),
        (SVG.format("nan", 1, ""), "does not say how large it is"),
        (SVG.format(-1, 1, ""), "does not say how large it is"),
    ],
)
def test_what_is_none_is_refused(tmp_path: Path, text: str, found: str) -> None:
    (one,) = told(written(tmp_path, text))
    assert found in one.found
    assert one.bad


def test_a_picture_that_is_cut_off_or_damaged_is_refused(tmp_path: Path) -> None:
    whole = png(tmp_path, 60, 20)
    for raw in (whole[:20], whole[:-20], whole[:50] + b"x" + whole[51:], whole[:8]):
        (one,) = told(written(tmp_path, raw))
        assert "is cut off" in one.found or "is damaged" in one.found


def test_one_that_is_too_large_is_refused(tmp_path: Path) -> None:
    (one,) = told(written(tmp_path, png(tmp_path, 5000, 10)))
    assert "5000 x 10 pixels, more than 4096 x 4096" in one.found
    (one,) = told(written(tmp_path, " " * (1 << 21)))
    assert "larger than 1 MB" in one.found


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b'<svg xmlns="http://www.w3.org/2000/svg" '])
)
def test_no_bytes_are_too_odd(tmp_path_factory: pytest.TempPathFactory, raw: bytes, head: bytes) -> None:
    assert told(written(tmp_path_factory.getbasetemp(), head + raw))


def test_what_may_look_otherwise_is_told_but_taken(tmp_path: Path) -> None:
    (one,) = told(written(tmp_path, SVG.format(10, 10, "<text>Acme</text>")))
    assert "<text>" in one.found
    assert not one.bad
    (one,) = told(written(tmp_path, SVG.format(900, 10, "")))
    assert "900 x 10" in one.found
    assert not one.bad
