"""The pages that people read, and what stands in them between fences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced text of a page; `kind` is what its fence says it is."""

    page: str
    kind: str
    text: str


def pages() -> tuple[Path, ...]:
    """README and everything below docs/, but for the records of decisions."""
    return (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))


def blocks(kind: str) -> Iterator[Block]:
    """Every fenced text of a kind."""
    for page in pages():
        for found in _FENCE.finditer(page.read_text(encoding="utf-8")):
            if found[1] == kind:
                yield Block(page.name, kind, found[2])
