"""A setting's field with the sentence that documents it. Knows no setting."""

from dataclasses import field
from typing import Any


def doc(sentence: str, default: Any = None, **more: Any) -> Any:  # noqa: ANN401 - a field of any type
    """A field with its one sentence; `least` and `most` bound a number, `check` raises ValueError for a wrong text."""
    metadata = {"doc": sentence, **more}
    if isinstance(default, (dict, list)):
        return field(default_factory=type(default), metadata=metadata)
    return field(default=default, metadata=metadata)
