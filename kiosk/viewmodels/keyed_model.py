"""Lines with keys as a list model that changes row by row: the day, the parts of a sheet. Knows no texts."""

from collections.abc import Sequence
from dataclasses import Field, fields
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Signal,
)
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "RoomKiosk"
QML_IMPORT_MAJOR_VERSION = 1

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY_ROLE, _USER_ROLE = 0, 0x100  # of Qt.ItemDataRole, whose first use takes 15 ms: the first frame comes first
_FIRST_ROLE = _USER_ROLE + 1


class Keyed(Protocol):
    """A line: a dataclass with a key of its own."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def key(self) -> str:
        """What tells it from the others."""
        ...


def roles_of(kind: type[Keyed]) -> dict[int, str]:
    """The roles of lines of one kind: their fields, in their order."""
    return {_FIRST_ROLE + number: field.name for number, field in enumerate(fields(kind))}


@QmlElement
@QmlUncreatable("The view models have them.")
class KeyedModel(QAbstractListModel):  # type: ignore[operator]  # the decorator's stub lacks __call__
    """Lines of one dataclass, whose fields are the roles."""

    countChanged = Signal()  # noqa: N815 - QML's name

    def __init__(self, kind: type[Keyed], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles = roles_of(kind)
        self._rows: list[Keyed] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = _DISPLAY_ROLE) -> Any:  # noqa: ANN401 - Qt's signature
        """One field of one line, None for what does not exist."""
        if not index.isValid() or index.row() >= len(self._rows) or role not in self._roles:
            return None
        return getattr(self._rows[index.row()], self._roles[role])

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        """The names under which delegates read the fields."""
        return {role: QByteArray(name.encode()) for role, name in self._roles.items()}

    @Property(int, notify=countChanged)
    def count(self) -> int:
        """How many lines there are, known before any view has made them."""
        return len(self._rows)

    def show(self, rows: Sequence[Keyed]) -> None:
        """Become `rows` by the fewest steps that keep what stays; lines with the same key differ by their order."""
        before = len(self._rows)
        self._become(rows)
        if len(self._rows) != before:
            self.countChanged.emit()

    def _become(self, rows: Sequence[Keyed]) -> None:
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
        for position in reversed(range(len(rows), len(self._rows))):
            self._remove(position)

    def _remove(self, position: int) -> None:
        self.beginRemoveRows(QModelIndex(), position, position)
        del self._rows[position]
        self.endRemoveRows()

    def _insert(self, position: int, row: Keyed) -> None:
        self.beginInsertRows(QModelIndex(), position, position)
        self._rows.insert(position, row)
        self.endInsertRows()

    def _replace(self, position: int, row: Keyed) -> None:
        old = self._rows[position]
        roles = [role for role, name in self._roles.items() if getattr(old, name) != getattr(row, name)]
        if roles:
            self._rows[position] = row
            index = self.index(position, 0)
            self.dataChanged.emit(index, index, roles)
