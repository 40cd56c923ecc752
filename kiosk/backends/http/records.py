"""What every record on the wire has in common. Unknown fields are ignored."""

from typing import ClassVar

import msgspec

Id = int | str


class Wire(msgspec.Struct, rename="camel", gc=False):
    """Any record. `vital` holds dotted paths by their names on the wire."""

    vital: ClassVar[frozenset[str]] = frozenset()


class Period(Wire):
    """Two ISO 8601 texts. They should carry an offset, and are read with care."""

    start: str
    end: str
