"""A gateway to e-paper tags, as the rest of the service sees it. Knows no protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from kiosk.tags.picture import Picture, Rotation, rotated


@dataclass(frozen=True, slots=True)
class Sign:
    """What one tag is to show. `tag` is the gateway's name for it, `face` the hash of what the sign says.

    `words` are the same facts as texts, by their names, for a gateway that draws by itself: nothing private in them.
    `full`: all ghosts of what stood there must go; else a panel of two inks may draw faster, where it can.
    """

    tag: str
    face: str
    picture: Picture
    rotation: Rotation = 0
    words: Mapping[str, str] = field(default_factory=dict)
    full: bool = True

    @property
    def mounted(self) -> Picture:
        """The picture as the panel's memory wants it."""
        return rotated(self.picture, self.rotation)


@dataclass(frozen=True, slots=True)
class Pushed:
    """A sign was taken. `shown` where the tag itself has confirmed it already.

    `mark` is how the gateway stood before: to be kept, and given back to `remember` after a restart.
    """

    shown: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class TagReport:
    """What a gateway knows of a tag; None is not known.

    `shown` is the face that the tag has confirmed; `waiting`: the gateway holds something that the tag has not taken.
    `calls_at` is when the tag should next call its gateway.
    """

    tag: str
    shown: str | None = None
    waiting: bool = False
    online: bool | None = None
    battery_millivolts: int | None = None
    battery_percent: int | None = None
    seen_at: datetime | None = None
    calls_at: datetime | None = None


class Gateway(Protocol):
    """One gateway. Its methods raise `BackendError`: `NoAnswer` is for trying again, any other for a person.

    One push at a time; a newer sign for a tag takes the place of an older one.
    """

    async def push(self, sign: Sign) -> Pushed:
        """Hand a sign over; the same again is no harm."""
        ...

    async def look(self) -> tuple[TagReport, ...]:
        """How the tags are that were pushed, remembered, or found at the gateway."""
        ...

    def remember(self, tag: str, face: str, mark: str) -> None:
        """A push of an earlier run of this program that was not confirmed, with its `Pushed.mark`."""
        ...

    async def aclose(self) -> None:
        """Close the connections to it."""
        ...


@runtime_checkable
class Recalls(Protocol):
    """A gateway that keeps the pictures itself, in memory only: after a restart they are given to it anew."""

    def recall(self, tag: str, face: str, mark: str) -> None:
        """A push of an earlier run that was confirmed, with its `Pushed.mark`; the same again then says so at once."""
        ...
