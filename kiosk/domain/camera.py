"""What a camera sees, as plain data: grey pictures, and the codes that were read in one. Knows no device."""

from collections.abc import Sequence
from dataclasses import dataclass

NO_PICTURE_SECONDS = 5.0
"""A camera that shows nothing for so long is given up."""
PICTURES_A_SECOND = 8.0


@dataclass(frozen=True, slots=True)
class Picture:
    """`height` lines of `stride` bytes each, of which the first `width` are pixels from black (0) to white (255)."""

    width: int
    height: int
    stride: int
    grey: bytes

    def packed(self) -> bytes:
        """The pixels without what may stand between two lines."""
        if self.stride == self.width:
            return self.grey[: self.width * self.height]
        starts = range(0, self.stride * self.height, self.stride)
        return b"".join(self.grey[start : start + self.width] for start in starts)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code that was read in a picture, and the area that it takes there, in pixels."""

    text: str
    area: float


def meant(seen: Sequence[Sighting]) -> str | None:
    """The text of the code that is held up: the largest, for a poster on the wall behind is smaller. None for none."""
    return max(seen, key=lambda one: one.area).text if seen else None
