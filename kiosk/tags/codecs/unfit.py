"""A picture that a gateway cannot take, whatever is tried."""

from kiosk.backends.errors import Rejected
from kiosk.tags.picture import Palette, Picture


class Unfit(Rejected):
    """The picture's size or palette is not one of this gateway; the tag carries it as its problem."""


def only(picture: Picture, what: str, *palettes: Palette) -> None:
    """Raises `Unfit` where the palette is none of these; `what` is the gateway's kind, as a person reads it."""
    if picture.palette not in palettes:
        known = ", ".join(palettes)
        raise Unfit(f"{what} shows {known}, not {picture.palette}.", "Choose another panel, or another gateway.")
