"""Troubleshooting by what the screen says: it says it so, and nothing that can go wrong is left out."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

import pytest

from kiosk.domain.connection import Trouble
from kiosk.i18n import parts
from kiosk.setup.trial import Mistake
from tests.docs.pages import ROOT
from tests.wording.test_catalogue import leaves, raw

PAGE = ROOT / "docs" / "troubleshooting.md"
# By part of the catalogue: the keys that tell somebody that something is wrong, or is not known.
WRONG: Mapping[str, tuple[str, ...]] = {
    "": (
        "line.no_contact", "line.nothing", "line.unreadable", "line.clock", "line.unset", "line.gone", "note.*_contact",
        "sentence.unknown_*", "sentence.gone", "trouble.*",
    ),
    "acts": (
        "any.*", "plain.taken.*", "timed.taken.*", "plain.gone.*", "plain.too_*", "plain.refused.*", "plain.unsure.*",
    ),
    "calm": ("calm.*",),
    "camera": ("camera.failed",),
    "find": ("blind*", "note.doubt/other", "note.old", "note.taken"),
    "reception": (
        "refused.*_in", "refused.*_out", "refused.not_found", "refused.not_found_named", "refused.too_early",
        "refused.over", "refused.cancelled", "refused.other_building", "locked.title", "lost.title", "kept.[!t]*",
        "badge.failed", "walk_in.host_none",
    ),
    "report": ("noted.later", "noted.refused", "failed", "failed.line"),
    "setup": (
        "problem.*", "title.failed", "title.not_written", "note.code", "note.file", "note.pin_w*", "note.pin_p*",
        "note.pin_t*", "line.checks_bad",
    ),
    "sheets": ("action.offline", "check_in.none*", "extend.none*", "changed", "gone", "offline*", "unsure"),
    "staff": (
        "pin.wrong", "pin.wait", "pin.paused", "pin.none", "pin.trouble", "roll.trouble", "*.not",
        "post.waiting/other", "post.aside/other",
    ),
}  # fmt: skip


def phrases() -> Iterator[tuple[str, str, str]]:
    """Part, key and text of every phrase in English, its plural forms apart."""
    for part in ("", *parts()):
        for key, text in leaves(raw("en", part)):
            yield part, key.removeprefix("/"), text.replace("\u00a0", " ")


def quoted() -> list[str]:
    """What the first cells of the tables say that a screen says."""
    cells = (line.split("|")[1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| *"))
    return [text for cell in cells for text in re.findall(r"\*([^*]+)\*", cell)]


def says(phrase: str, text: str) -> bool:
    """Whether the text is the phrase with something in the place of each placeholder."""
    pattern = ".+".join(re.escape(one) for one in re.split(r"\{[^}]*\}", phrase))
    return re.fullmatch(pattern, text) is not None


def wrong() -> list[tuple[str, str, str]]:
    return [one for one in phrases() if any(fnmatchcase(one[1], key) for key in WRONG.get(one[0], ()))]


@pytest.mark.parametrize("text", quoted())
def test_what_is_quoted_is_said(text: str) -> None:
    assert any(says(phrase, text) for _, _, phrase in phrases() if re.search(r"\w\w", re.sub(r"\{[^}]*\}", "", phrase)))


def test_nothing_that_can_go_wrong_is_left_out() -> None:
    told = quoted()
    missing = [f"{part} {key}: {phrase}" for part, key, phrase in wrong() if not any(says(phrase, one) for one in told)]
    assert not missing


def test_every_trouble_and_mistake_is_among_them() -> None:
    keys = {(part, key) for part, key, _ in wrong()}
    assert keys >= {("", f"trouble.{one.value}") for one in Trouble}
    assert keys >= {("setup", f"problem.{one.value}") for one in (*Trouble, *Mistake)}


@pytest.mark.parametrize(("part", "key"), [(part, key) for part, keys in WRONG.items() for key in keys])
def test_every_kind_of_wrong_is_in_the_catalogue(part: str, key: str) -> None:
    assert any(one == part and fnmatchcase(name, key) for one, name, _ in phrases())
