"""A theme file as it is written: what is wrong is told all at once, by its key, and the rest is read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.theme.file import ThemeFile, read
from kiosk.theme.trouble import Trouble

ACME = Path(__file__).parent / "acme" / "acme.toml"


def read_text(folder: Path, text: str) -> ThemeFile:
    path = folder / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_a_whole_file_is_read() -> None:
    file = read(ACME)
    assert file.troubles == ()
    assert [file.base_of(face) for face in ("panel", "lobby", "reception")] == ["bold-dark", "calm-dark", "calm-light"]
    assert file.colours_of("dark")["accent"] == "#8CD3C7"
    assert file.colours_of("light") == {
        "free": "#00695C",
        "soon": "#7A5200",
        "occupied": "#8E2A5B",
        "closed": "#44525E",
        "accent": "#00695C",
    }
    assert file.logo == {"file": ACME.parent / "logo.svg", "dark": ACME.parent / "logo-on-dark.svg"}


@pytest.mark.parametrize(
    ("text", "part", "key", "found", "instead"),
    [
        ("", "file", "base", "nothing", "bold-light or bold-dark"),
        ('base = "bold-drak"', "file", "base", '"bold-drak"', "nearest: bold-dark"),
        ("base = 3", "file", "base", "3", "bold-light or"),
        ('base = "bold-dark"\n[faces]\nlobby = "calm"', "file", "[faces] lobby", '"calm"', "nearest: calm-"),
        ('base = "bold-dark"\n[faces]\nloby = "calm-dark"', "file", "[faces] loby", "an unknown key", "lobby"),
        ('base = "bold-dark"\ncolours = 1', "file", "colours", "an unknown key", "colors"),
        ('base = "bold-dark"\ncolors = 1', "file", "[colors]", "1", "a table"),
        ('base = "bold-dark"\n[colors]\nfre = "#000"', "colors", "[colors] fre", "an unknown key", "free"),
        ('base = "bold-dark"\n[colors]\nfree = "green"', "colors", "[colors] free", '"green"', "such as #0B7A4B"),
        ('base = "bold-dark"\n[colors]\nfree = true', "colors", "[colors] free", "true", "such as #0B7A4B"),
        ('base = "bold-dark"\n[colors.dark]\ntext = "#12345"', "colors", "[colors.dark] text", "#12345", "#0B7A4B"),
        ('base = "bold-dark"\n[colors]\ndark = "#000"', "colors", "[colors.dark]", "#000", "a table of colours"),
        ('base = "bold-dark"\n[logo]\nfile = 3', "logo", "[logo] file", "3", "SVG or PNG"),
        ('base = "bold-dark"\n[logo]\nfiel = "a.svg"', "logo", "[logo] fiel", "an unknown key", "file"),
        ('base = "bold-dark"\n[fonts]\ntext = [3]', "fonts", "[fonts] text", "[3]", "TTF or OTF"),
        ('base = "bold-dark"\n[fonts]\ntext = []', "fonts", "[fonts] text", "[]", "TTF or OTF"),
        ("base = ", "file", "the file", "a mistake in its TOML", "a theme file"),
    ],
)
def test_what_is_wrong_is_told_by_its_key(
    tmp_path: Path, text: str, part: str, key: str, found: str, instead: str
) -> None:
    (trouble,) = read_text(tmp_path, text).troubles
    assert (trouble.part, trouble.key, trouble.bad) == (part, key, True)
    assert found in trouble.found
    assert instead in trouble.instead


def test_everything_wrong_is_told_at_once_and_the_rest_is_read(tmp_path: Path) -> None:
    text = 'base = "bold-dark"\n[colors]\nfree = "green"\ntext = "#FFF"\n[logo]\nfiel = "a"\n[fnots]\n'
    file = read_text(tmp_path, text)
    assert {one.key for one in file.troubles} == {"[colors] free", "[logo] fiel", "fnots"}
    assert file.colours_of("dark") == {"text": "#FFFFFF"}


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    assert read(tmp_path / "no.toml").troubles == (
        Trouble("file", "the file", "no such file or directory", "expected a theme file (TOML)", gone=True),
    )


def test_a_file_that_is_none_says_so(tmp_path: Path) -> None:
    path = tmp_path / "theme.toml"
    path.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in read(path).troubles[0].found
    path.write_bytes(b"#" * (1 << 19))
    assert "very large" in read(path).troubles[0].found


VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(alphabet="ab#09 ", max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=2)),
    max_leaves=3,
)


@given(st.dictionaries(st.sampled_from(["base", "free", "light", "file", "text", "panel", "x"]), VALUES, max_size=4))
def test_no_value_is_too_odd(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    import tomlkit  # noqa: PLC0415 - for this test only

    sections = ("faces", "colors", "logo", "fonts")
    text = tomlkit.dumps({**{f"{key}": value for key, value in values.items()}, **dict.fromkeys(sections, values)})
    file = read_text(tmp_path_factory.mktemp("theme"), text)
    assert all(str(one) for one in file.troubles)
