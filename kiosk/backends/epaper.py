"""What a backend may know of e-paper tags: which there are and whose room each shows, and how they are."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class ServerTag:
    """A tag as the server knows it: its id there, its name at the gateway, and its room; None is not told."""

    id: str | None
    key: str | None
    room_id: str | None


@dataclass(frozen=True, slots=True)
class Controller:
    """What carries signs to tags, as the server knows it. `kind` is the server's word for it, None where not told.

    `language` is what the server wants on its tags, mostly a BCP 47 tag; empty where it says nothing.
    """

    id: str
    name: str
    language: str
    kind: str | None
    tags: tuple[ServerTag, ...]


@dataclass(frozen=True, slots=True)
class TagCondition:
    """How a tag is, to be told: `tag` is the server's id of it, the battery in percent, the screen in inches."""

    tag: str
    online: bool
    battery_percent: int | None = None
    inches: float | None = None


@runtime_checkable
class KnowsTags(Protocol):
    """A backend with `capabilities.tags`. Its methods may raise `BackendError`."""

    async def tag_controllers(self) -> tuple[Controller, ...]:
        """All of them; a record that cannot be read hides only itself."""
        ...

    async def report_tag(self, condition: TagCondition) -> None:
        """Tell how a tag is; `NotFound` or `Rejected` where the server knows no such tag. May be told again."""
        ...
