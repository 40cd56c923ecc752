"""What can make a screen brighter and darker, as the rest of the program sees it."""

from typing import Protocol


class BacklightFailed(Exception):
    """The brightness could not be set; one sentence that says why, without a path of the program's own."""


class Backlight(Protocol):
    """A screen's own light."""

    async def shine(self, share: float) -> None:
        """Set it to that share of its greatest, 0 to 1; only 0 may be black. Raises BacklightFailed."""
        ...
