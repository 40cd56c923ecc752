"""What the program is made of is written down, as it is locked; an audit that asked nobody is not a good one."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.architecture.source import ROOT


def supply(name: str) -> ModuleType:
    """A script of packaging/supply as a module."""
    spec = importlib.util.spec_from_file_location(f"supply_{name}", ROOT / "packaging" / "supply" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def written() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((ROOT / "assets" / "components.json").read_text(encoding="utf-8"))
    return found


def test_the_components_are_those_of_the_lock_and_the_fonts(written: list[dict[str, str]]) -> None:
    """Where this fails after `make lock`, or for a new font: `make sbom` writes them anew."""
    assert written == supply("components").components()


def test_every_font_file_belongs_to_a_component(written: list[dict[str, str]]) -> None:
    families = {one["name"] for one in written if one["kind"] == "font"}
    files = {path.stem.partition("-")[0] for path in (ROOT / "assets" / "fonts").glob("*.?tf")}
    assert files == families


def test_the_bill_names_each_component_once_with_all_hashes_of_the_lock(written: list[dict[str, str]]) -> None:
    bill: dict[str, Any] = supply("sbom").bill()

    assert [(one["name"], one["version"]) for one in bill["components"]] == [
        (one["name"], one["version"]) for one in written
    ]
    assert len({one["purl"] for one in bill["components"]}) == len(written)
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    listed = {one["value"] for part in bill["components"] for one in part.get("properties", ())}
    assert {word.strip(" \\").removeprefix("--hash=sha256:") for word in lock.split() if "--hash" in word} <= listed
    (msgspec,) = [one for one in bill["components"] if one["name"] == "msgspec"]
    assert lock.partition("msgspec==")[2].partition("pillow==")[0].count("--hash") == len(msgspec["properties"])


def test_the_same_lock_gives_the_same_bill(tmp_path: Path) -> None:
    sbom = supply("sbom")
    for name in ("first.json", "second.json"):
        sbom.main(tmp_path / name)
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()


CLEAN = {"name": "anyio", "version": "1", "vulns": []}
WEAK = {"name": "idna", "version": "3.6", "vulns": [{"id": "CVE-2024-3651"}]}
SKIPPED = {"name": "tzdata", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("found", "code", "word"),
    [
        ([CLEAN, CLEAN], 0, "Nothing is known against the 2"),
        ([CLEAN, WEAK], 1, "idna 3.6: CVE-2024-3651"),
        ([SKIPPED, WEAK], 1, "CVE-2024-3651"),
        ([CLEAN, SKIPPED], 2, "1 of 2 packages: they were not audited"),
        ([], 2, "not audited"),
    ],
)
def test_an_audit_is_good_only_where_everything_was_asked(found: list[object], code: int, word: str) -> None:
    said, sentences = supply("audit").judged(json.dumps({"dependencies": found}))
    assert said == code
    assert word in sentences


@pytest.mark.parametrize("said", ["", "Traceback", "{}", "[]", '{"dependencies": null}'])
def test_an_audit_that_came_to_nothing_says_so(said: str) -> None:
    code, sentences = supply("audit").judged(said)
    assert code == 2
    assert "cannot be reached" in sentences or "not audited" in sentences


def test_the_tools_have_hashes_too() -> None:
    lock = (ROOT / "packaging" / "supply" / "tools.txt").read_text(encoding="utf-8")
    names = [line for line in lock.splitlines() if "==" in line]
    assert any(line.startswith("pip-audit==") for line in names)
    assert lock.count("--hash=sha256:") >= len(names)
    assert "://" not in lock
