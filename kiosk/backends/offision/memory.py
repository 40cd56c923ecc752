"""What the last look saw, and whether a cheap answer is enough to go on from it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.backends.http.decode import Decoded
from kiosk.backends.offision.models import ListedAppointment
from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment, CheckIn

OUTLOOK = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Memory:
    """The last whole look: the status's body as it came, the list, how far it reaches, and when it was asked for."""

    room_ids: tuple[str, ...]
    body: bytes
    rows: Decoded[ListedAppointment]
    known_until: datetime
    listed_at: float
    looked_at: datetime
    agendas: tuple[Agenda, ...] = ()
    unknown: tuple[str, ...] = ()
    basis: tuple[object, ...] = ()

    def same_again(self, ids: tuple[str, ...], body: bytes, basis: tuple[object, ...], now: datetime) -> bool:
        """Whether translating anew would give the same agendas but for their age.

        `basis` is what the translation went by beside the status: the very same objects. Nothing ended meanwhile, for
        what is over loses its text.
        """
        return (
            ids == self.room_ids
            and body == self.body
            and len(basis) == len(self.basis)
            and all(one is other for one, other in zip(basis, self.basis, strict=True))
            and self.looked_at <= now
            and not any(self.looked_at < one.end <= now for one in _appointments(self.agendas))
        )

    def aged(self, now: datetime) -> tuple[Agenda, ...]:
        """The same agendas, counted as fetched at `now`."""
        return tuple([replace(agenda, as_of=now) for agenda in self.agendas])

    def still_good(self, body: bytes, now: datetime, opens: timedelta) -> bool:
        """Whether the list need not be asked for again before its time.

        The status says the same as before, the list reaches far enough, the local day is the same in each room, and no
        check-in is going on or about to.
        """
        return (
            body == self.body
            and now + OUTLOOK <= self.known_until
            and all(_same_day(agenda, self.looked_at, now) for agenda in self.agendas)
            and not any(_may_change(one, now, opens) for one in _appointments(self.agendas))
        )


def _appointments(agendas: Iterable[Agenda]) -> Iterable[Appointment]:
    return (one for agenda in agendas for one in agenda.appointments)


def _same_day(agenda: Agenda, before: datetime, now: datetime) -> bool:
    zone = agenda.room.zone
    return before.astimezone(zone).date() == now.astimezone(zone).date()


def _may_change(one: Appointment, now: datetime, opens: timedelta) -> bool:
    """Whether its state may become, or stop being, a wait for check-in without a change in the room's status."""
    near = abs(one.start - now) <= opens and not one.preparation
    return near or (one.check_in is CheckIn.WAITING and one.start - opens <= now < one.end)
