"""What a start that takes a while tells whoever waits for it: a phrase for each thing that is done, in its order."""

from collections.abc import Callable

Telling = Callable[[str], None]


def silent(_: str) -> None:
    """Nobody waits."""
