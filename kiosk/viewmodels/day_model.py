"""The day column as a list model that changes row by row. Knows no times and no appointments."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.viewmodels.home_view import DayRow

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_Index = QModelIndex | QPersistentModelIndex
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROLES = {_FIRST_ROLE + number: field.name for number, field in enumerate(fields(DayRow))}


@QmlElement
@QmlUncreatable("The home view model has one.")
class DayModel(QAbstractListModel):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """Rows with the roles key, kind, begin, finish, title, detail and ongoing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DayRow] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """How many lines the day has."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's signature
        """One field of one line, None for what does not exist."""
        if not index.isValid() or index.row() >= len(self._rows) or role not in ROLES:
            return None
        return getattr(self._rows[index.row()], ROLES[role])

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        """The names under which delegates read the fields."""
        return {role: QByteArray(name.encode()) for role, name in ROLES.items()}

    def show(self, rows: Sequence[DayRow]) -> None:
        """Become `rows` (their keys differ) by the fewest steps that keep what stays."""
        keys = {row.key for row in rows}
        for position in reversed(range(len(self._rows))):
            if self._rows[position].key not in keys:
                self._remove(position)
        for position, row in enumerate(rows):
            if position < len(self._rows) and self._rows[position].key == row.key:
                self._replace(position, row)
                continue
            moved = next((at for at in range(position, len(self._rows)) if self._rows[at].key == row.key), None)
            if moved is not None:
                self._remove(moved)
            self._insert(position, row)

    def _remove(self, position: int) -> None:
        self.beginRemoveRows(QModelIndex(), position, position)
        del self._rows[position]
        self.endRemoveRows()

    def _insert(self, position: int, row: DayRow) -> None:
        self.beginInsertRows(QModelIndex(), position, position)
        self._rows.insert(position, row)
        self.endInsertRows()

    def _replace(self, position: int, row: DayRow) -> None:
        old = self._rows[position]
        roles = [role for role, name in ROLES.items() if getattr(old, name) != getattr(row, name)]
        if roles:
            self._rows[position] = row
            index = self.index(position, 0)
            self.dataChanged.emit(index, index, roles)
