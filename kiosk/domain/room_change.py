"""What is to be different about a room, where rooms are kept here. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomChange:
    """None leaves a thing as it is. `floor` is one of `building`, and neither is given without the other.

    `time_zone` is an IANA key; `needs_check_in`: a booking is given back where nobody checks in.
    """

    name: str | None = None
    building: str | None = None
    floor: str | None = None
    capacity: int | None = None
    time_zone: str | None = None
    needs_check_in: bool | None = None
    in_use: bool | None = None
