"""Small builders for the searches: conditions joined by AND, one page of rows and their total."""

import json
import sqlite3
from collections.abc import Callable, Sequence

from kiosk.server.query import Page


class Where:
    """Conditions with their values. Every piece of SQL given to it is a literal of this package."""

    def __init__(self) -> None:
        self._conditions: list[str] = []
        self.values: list[object] = []

    def add(self, condition: str, *values: object) -> None:
        """One more condition, with a value for each of its question marks."""
        self._conditions.append(f"({condition})")
        self.values += values

    def among(self, column: str, values: Sequence[int | str] | None) -> None:
        """The column is one of `values`; None is no condition, an empty list matches nothing."""
        if values is not None:
            self.add(column + " IN (SELECT value FROM json_each(?))", json.dumps(values))  # noqa: S608 - a literal

    def exists(self, select: str, column: str, values: Sequence[int | str] | None) -> None:
        """A row of `select` (which ends within its WHERE) has its column among `values`; None is no condition."""
        if values is not None:
            inner = f"{select} AND {column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - literals
            self.add(f"EXISTS ({inner})", json.dumps(values))

    def holds(self, columns: Sequence[str], text: str | None) -> None:
        """One of the columns holds the text, whatever the case."""
        if text is not None:
            folded = text.casefold()
            self.add(" OR ".join(f"instr(fold({column}), ?)" for column in columns), *[folded] * len(columns))

    @property
    def sql(self) -> str:
        """The WHERE clause, empty without conditions."""
        return " WHERE " + " AND ".join(self._conditions) if self._conditions else ""


def page_of(
    connection: sqlite3.Connection,
    select: str,
    where: Where,
    order: str,
    page: Page,
    shape: Callable[[sqlite3.Row], dict[str, object]],
    counted: str | None = None,
) -> dict[str, object]:
    """`{data, metaData}` with one page of the rows of `select`, each in its `shape`.

    `counted` is a simpler select that has as many rows under the same conditions.
    """
    inner, every = f"{select}{where.sql}", f"{counted or select}{where.sql}"
    (total,) = connection.execute(f"SELECT count(*) FROM ({every})", where.values).fetchone()  # noqa: S608 - literals
    rows = connection.execute(f"{inner} ORDER BY {order} LIMIT ? OFFSET ?", [*where.values, page.rows, page.offset])
    data = [shape(row) for row in rows]
    return {"data": data, "metaData": {"total": total, "row": page.rows, "page": page.number}}


def rows_of(connection: sqlite3.Connection, select: str, where: Where, order: str) -> list[sqlite3.Row]:
    """All rows of `select`."""
    return connection.execute(f"{select}{where.sql} ORDER BY {order}", where.values).fetchall()
