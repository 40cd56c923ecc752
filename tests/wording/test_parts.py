"""The parts of the catalogue that are read after the first frame: acts, lobby, set-up and so on."""

import ast
from itertools import chain
from pathlib import Path

import pytest

import kiosk
from kiosk.i18n import PSEUDO_LONG, catalogue, languages, parts
from tests.wording.test_catalogue import placeholders, raw

CODE = sorted(Path(kiosk.__file__).parent.rglob("*.py"))


def literals(path: Path) -> set[str]:
    """Every constant text of a file; of one that is put together its constant beginning or end, a star for the rest."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=str(text)):
                found.add(text)
            case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
                found.add(prefix + "*")
            case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=str(suffix))]):
                found.add("*" + suffix)
            case _:
                pass
    return found


@pytest.mark.parametrize("language", [tag for tag in languages() if tag != "en"])
@pytest.mark.parametrize("part", parts())
def test_each_part_has_the_keys_of_english_with_the_same_placeholders(part: str, language: str) -> None:
    assert placeholders(raw(language, part)) == placeholders(raw("en", part))


@pytest.fixture(scope="module")
def asked() -> frozenset[str]:
    """What the code asks for: whole texts, and every beginning joined to every end."""
    texts = frozenset(chain.from_iterable(literals(path) for path in CODE))
    ends = [text[1:] for text in texts if text.startswith("*.")]
    return texts | {stem + end for end in ends for stem in texts}


@pytest.mark.parametrize("part", parts())
def test_every_phrase_of_a_part_is_asked_for_somewhere(part: str, asked: frozenset[str]) -> None:
    prefixes = tuple(text[:-1] for text in asked if text.endswith(".*"))

    assert [key for key in raw("en", part) if key not in asked and not key.startswith(prefixes)] == []


@pytest.mark.parametrize("part", parts())
def test_a_part_can_be_made_longer_to_try_layouts(part: str) -> None:
    for key, text in raw("en", part).items():
        if isinstance(text, str) and "{" not in text:
            assert len(catalogue(PSEUDO_LONG, part).text(key)) > len(text)


def test_the_search_for_keys_sees_whole_texts_beginnings_and_ends(tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text('one = text("a.b")\ntwo = text(f"c.{d}")\nthree = text(f"{d}.e")\n', encoding="utf-8")

    assert {"a.b", "c.*", "*.e"} <= literals(path)
