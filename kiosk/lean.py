"""Lets a library load without a companion that it asks for but does not need here. Knows no library."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def importing_without(companion: str, stand_in: ModuleType | None = None) -> Iterator[None]:
    """While this lasts `companion` is not to be found, or is `stand_in`; one that is loaded already stays what it is.

    None in `sys.modules` is the documented way to say that a module is not there.
    """
    if companion in sys.modules:
        yield
        return
    sys.modules[companion] = stand_in  # type: ignore[assignment]  # typeshed leaves None out
    try:
        yield
    finally:
        del sys.modules[companion]
