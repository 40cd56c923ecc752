"""The page about themes names every key, and its examples are good."""

import tomllib
from pathlib import Path

import pytest

from kiosk.theme.file import read
from kiosk.theme.judged import judge
from kiosk.theme.names import COLOURS, FACES, FONTS, LOGO
from tests.docs.pages import ROOT, Block, blocks
from tests.theme.test_file import ACME

EXAMPLES = [one for one in blocks("toml") if one.page == "theming.md" and one.text.startswith("base")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: str(EXAMPLES.index(one)))
def test_an_example_is_good(tmp_path: Path, example: Block) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(example.text)
    file = read(path)
    assert file.troubles == ()
    assert [str(one) for face in FACES for one in judge(file, file.base_of(face)).troubles if one.bad] == []


def test_the_first_example_is_that_of_the_picture() -> None:
    assert tomllib.loads(EXAMPLES[0].text) == tomllib.loads(ACME.read_text())


def test_every_key_is_named() -> None:
    page = (ROOT / "docs" / "theming.md").read_text()
    assert [key for key in (*COLOURS, *FONTS, *LOGO) if f"`{key}`" not in page] == []
