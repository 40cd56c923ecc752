"""Files and functions stay small enough to be read at one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import KIOSK, ROOT, parsed, python_files, qml_files

PYTHON_LINES, QML_LINES, FUNCTION_LINES = 300, 200, 40


def test_python_files() -> None:
    assert not list(longer(ours(), PYTHON_LINES))


def test_qml_files() -> None:
    assert qml_files()
    assert not list(longer(qml_files(), QML_LINES))


def test_functions() -> None:
    assert not [f"{path.name}: {name}" for path in ours() for name in long_functions(parsed(path))]


@pytest.mark.parametrize(("lines", "caught"), [(300, False), (301, True)])
def test_a_long_file_is_caught(tmp_path: Path, lines: int, *, caught: bool) -> None:
    path = tmp_path / "long.py"
    path.write_text("pass\n" * lines, encoding="utf-8")
    assert bool(list(longer([path], PYTHON_LINES))) is caught


@pytest.mark.parametrize("head", ["def f():", "async def f():", "class C:\n  def f():"])
@pytest.mark.parametrize(("lines", "caught"), [(39, False), (40, True)])
def test_a_long_function_is_caught(head: str, lines: int, *, caught: bool) -> None:
    assert bool(list(long_functions(ast.parse(head + "\n    pass" * lines)))) is caught


def longer(paths: list[Path], limit: int) -> Iterator[str]:
    for path in paths:
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit:
            yield f"{path.name}: {lines} lines"


def long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.name} has {lines} lines"


def ours() -> list[Path]:
    return python_files(KIOSK, ROOT / "tests", ROOT / "packaging")
