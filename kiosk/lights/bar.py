"""A lamp at the door, as the rest of the program sees it."""

from typing import Protocol

from kiosk.domain.light import Light


class LightFailed(Exception):
    """The lamp could not be told; sentences that say why, without a token."""


class LightBar(Protocol):
    """A lamp that shows one colour."""

    async def show(self, light: Light) -> None:
        """Show it from now on; the same again is no harm. Raises LightFailed."""
        ...

    async def aclose(self) -> None:
        """Give up what is held for it; what it shows stays."""
        ...
