"""An ability needs both: the flag and the method."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

import pytest

from kiosk.backends.abilities import Abilities, abilities_of
from kiosk.backends.base import Capabilities, Snapshot
from kiosk.domain.access import AccessKey
from kiosk.domain.booking import Booking
from kiosk.domain.room import Room

FLAGS = {
    "book": "create_booking",
    "check_in": "check_in",
    "extend": "extend",
    "end": "end",
    "cancel": "cancel",
    "report": "report",
}


@dataclass
class Cancelling:
    """A backend that can cancel, where its flags say so."""

    capabilities: Capabilities

    async def rooms(self) -> tuple[Room, ...]:
        return ()

    async def agendas(self, room_ids: Sequence[str], now: datetime, *, whole: bool = False) -> Snapshot:  # noqa: ARG002
        return Snapshot(())

    async def access_keys(self, room_ids: Sequence[str]) -> tuple[AccessKey, ...]:  # noqa: ARG002
        return ()

    async def subscribe(self, room_ids: Sequence[str], callback_url: str, minutes: int) -> None: ...

    async def cancel(self, held: Booking) -> None: ...

    async def aclose(self) -> None: ...


def test_every_ability_has_its_flag() -> None:
    assert {one.name for one in fields(Abilities)} == set(FLAGS)
    assert set(FLAGS.values()) <= {one.name for one in fields(Capabilities)}


def test_a_method_alone_is_no_ability() -> None:
    assert abilities_of(Cancelling(Capabilities())) == Abilities()


@pytest.mark.parametrize(("name", "flag"), FLAGS.items())
def test_a_flag_alone_is_no_ability(name: str, flag: str) -> None:
    backend = Cancelling(Capabilities(**{flag: True}))
    assert abilities_of(backend) == (Abilities(cancel=backend) if name == "cancel" else Abilities())
