"""What the pages tell people to write is what the program takes; what they point to is there."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import Config
from kiosk.config.file import parse
from tests.docs.pages import ROOT, Block, blocks, pages

_LINK = re.compile(r"\]\((?!\w+:)([^)\s#]+)(#[^)\s]+)?\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def configs() -> Iterator[Block]:
    """Those that are a config, and not a label or an example of another file."""
    for block in blocks("toml"):
        if set(tomllib.loads(block.text)) <= set(Config.__dataclass_fields__):
            yield block


@pytest.mark.parametrize("block", list(blocks("toml")), ids=lambda one: one.page)
def test_examples_are_toml(block: Block) -> None:
    assert tomllib.loads(block.text)


@pytest.mark.parametrize("block", list(configs()), ids=lambda one: one.page)
def test_examples_of_configs_are_taken(block: Block) -> None:
    assert isinstance(parse(tomllib.loads(block.text), block.page), Config)


def test_most_examples_are_configs() -> None:
    assert len(list(configs())) > 10


def test_the_page_of_all_keys_is_the_programs_own(tmp_path: Path) -> None:
    written, script = tmp_path / "configuration.md", ROOT / "packaging" / "config_reference.py"
    subprocess.run([sys.executable, str(script), str(written)], check=True, env={"PYTHONPATH": str(ROOT)})
    assert written.read_text(encoding="utf-8") == (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", pages(), ids=lambda one: one.name)
def test_links_lead_somewhere(page: Path) -> None:
    for place, anchor in _LINK.findall(page.read_text(encoding="utf-8")):
        target = (page.parent / place).resolve()
        assert target.exists(), f"{page.name}: {place}"
        if anchor:
            assert anchor[1:] in anchors(target.read_text(encoding="utf-8")), f"{page.name}: {place}{anchor}"


def test_every_page_is_in_the_manuals_table() -> None:
    told = set(_LINK.findall((ROOT / "docs" / "README.md").read_text(encoding="utf-8")))
    assert {one.name for one in ROOT.glob("docs/*.md")} - {"README.md"} <= {place for place, _ in told}


def anchors(text: str) -> set[str]:
    """How headings are named in an address."""
    titles = (re.sub(r"[^\w\- ]", "", title.lower()) for title in _HEADING.findall(text))
    return {title.strip().replace(" ", "-") for title in titles}
