"""SQL is made of the program's own words: whatever is put into a statement is named here, and none of it is a value."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.programs import ROOT

_STATEMENT = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN|CREATE)\b|.*\b(?:WHERE|ORDER BY|VALUES)\b", re.DOTALL
)
_OWN = re.compile(
    r"_?[A-Z][A-Z_]*(?:\.format\((?:\w+=)?'[\w.]*'(?:, \w+='[\w.]*')*\))?"
)  # a constant, filled in by literals
KNOWN = {
    ("server/demo_fill.py", "table"),
    ("server/measured.py", "table"),
    ("server/routes/actions.py", "state_at(now)"),
    *(
        ("server/rescue.py", one)
        for one in ("table", "names", "taken", "order", "found[0][0]", "', '.join('?' * len(columns))")
    ),
    ("server/routes/places.py", "table"),
    ("server/routes/sensor_data.py", "table"),
    ("server/routes/sensors.py", "where.sql"),
    *(("server/schema.py", one) for one in ("script", "number")),
    *(("server/schema_usage.py", one) for one in ("name", "change", "when and 'WHEN ' + when", "body")),
    *(
        ("server/sql.py", one)
        for one in ("inner", "every", "select", "order", "where.sql", "' AND '.join(self._conditions)")
    ),
    ("server/store.py", "pragma"),
    ("server/used_time.py", "where.sql"),
    *(("server/visitors.py", one) for one in ("column", "select(now)")),
    *(("sync/database.py", one) for one in ("layout.version", "layout.tables", "version", "pragma")),
    ("sync/outbox_rows.py", "order"),
}


def pieces(path: Path) -> Iterator[tuple[int, str]]:
    """What is put into texts that are SQL, with its line; a statement that is formatted in another way is one whole."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.JoinedStr(values=values) if _STATEMENT.match("".join(_constants(values))):
                yield from (
                    (one.lineno, ast.unparse(one.value)) for one in values if isinstance(one, ast.FormattedValue)
                )
            case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod()) if _STATEMENT.match(text):
                yield node.lineno, ast.unparse(node)
            case ast.BinOp(left=left, op=ast.Add(), right=right) if any(_is_sql(one) for one in (left, right)):
                yield from ((node.lineno, ast.unparse(one)) for one in (left, right) if not _is_sql(one))
            case ast.Call(func=ast.Attribute(attr="execute"), args=[ast.BinOp(left=left, right=right), *_]):
                yield from ((node.lineno, ast.unparse(one)) for one in (left, right) if not _is_sql(one))
            case ast.Call(func=ast.Attribute(attr="execute"), args=[ast.Call(keywords=given, args=more), *_]):
                yield from ((node.lineno, ast.unparse(one)) for one in (*more, *(each.value for each in given)))
            case _:
                continue


def _is_sql(piece: ast.expr) -> bool:
    return isinstance(piece, ast.Constant) and isinstance(piece.value, str) and bool(_STATEMENT.match(piece.value))


def _constants(values: list[ast.expr]) -> Iterator[str]:
    for one in values:
        if isinstance(one, ast.Constant):
            yield str(one.value)


def test_nothing_is_put_into_sql_but_pieces_that_the_program_itself_wrote() -> None:
    found = {
        (path.relative_to(ROOT / "kiosk").as_posix(), piece)
        for path in sorted((ROOT / "kiosk").rglob("*.py"))
        for _, piece in pieces(path)
    }
    assert len(found) > 30
    assert {one for one in found if not _OWN.fullmatch(one[1])} - KNOWN == set()


@pytest.mark.parametrize(
    "code",
    [
        'f"SELECT x FROM t WHERE y = {name}"',
        '"DELETE FROM t WHERE y = %s" % name',
        '"DELETE FROM t WHERE y = " + name',
        '"SELECT x FROM t WHERE y = " + name + " ORDER BY z"',
        "connection.execute(_ALL.format(name))",
        "connection.execute(_ALL + _WHERE.format(name))",
    ],
)
def test_a_value_in_a_statement_would_be_found(tmp_path: Path, code: str) -> None:
    path = tmp_path / "one.py"
    path.write_text(code)
    assert any(not _OWN.fullmatch(piece) for _, piece in pieces(path))
