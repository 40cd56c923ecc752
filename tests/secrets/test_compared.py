"""What somebody shows is compared with a secret in a time that tells nothing: never by `==`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.programs import ROOT

_SECRET = re.compile(r"token|secret|password|digest|(?:^|_)pin$")
_EQUAL = (ast.Eq, ast.NotEq)
HARMLESS = {
    ("backends/nexudus/session.py", "self._login.token != used"),  # both are this program's own
    ("commands/pin.py", "pin != again"),  # typed twice by the same person
}


def compared(path: Path) -> Iterator[str]:
    """Every comparison by `==` or `!=` with something that is called a secret."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], _EQUAL):
            sides = (node.left, *node.comparators)
            names = [getattr(one, "attr", getattr(one, "id", "")) for one in sides]
            if any(_SECRET.search(name) for name in names):
                yield ast.unparse(node)


def test_no_secret_is_compared_by_its_first_difference() -> None:
    found = {
        (path.relative_to(ROOT / "kiosk").as_posix(), one)
        for folder in ("server", "relay", "backends", "setup", "commands", "private", "tags/gateways")
        for path in sorted((ROOT / "kiosk" / folder).rglob("*.py"))
        for one in compared(path)
    }
    assert found == HARMLESS


@pytest.mark.parametrize("code", ["shown == self._token", "secret != shown", "self.pin == typed"])
def test_one_that_is_would_be_found(tmp_path: Path, code: str) -> None:
    path = tmp_path / "one.py"
    path.write_text(code)
    assert list(compared(path)) == [code]
