"""Visitors of an account: found by their code, arrivals and departures written back with nothing else changed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import BackendError, NotFound, Rejected
from kiosk.backends.http.decode import Unreadable, read
from kiosk.backends.http.moments import read_instant
from kiosk.backends.http.records import Id
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.compare import changed_beside
from kiosk.backends.nexudus.envelope import read_rows
from kiosk.backends.nexudus.operations import VISITORS
from kiosk.backends.nexudus.records import Record
from kiosk.backends.nexudus.running import already_sent, refused
from kiosk.backends.nexudus.times import written
from kiosk.domain.agenda import local_midnight
from kiosk.domain.visit import BadgeState, Host, Visit

ARRIVED, ARRIVAL, DEPARTURE = "Arrived", "ArrivalDate", "DepartureDate"
LONG_OVER = timedelta(days=1)
_SHORTEST = timedelta(hours=1)
_UTC = ZoneInfo("UTC")  # of REST times [I, strong], also where they do not say so


class VisitorRecord(Record):
    """A visitor [K: the names]. When a visit ends is not said."""

    vital = frozenset({"Id", "ExpectedArrival"})

    id: Id
    expected_arrival: str
    full_name: str | None = None
    email: str | None = None
    visitor_code: Id | None = None
    coworker_id: Id | None = None
    coworker_full_name: str | None = None
    business_id: Id | None = None
    business_name: str | None = None
    arrived: object = None
    arrival_date: str | None = None
    departure_date: str | None = None


class CoworkerRecord(Record):
    """A customer, of whom nothing but the name is kept: the record holds PINs and billing data [K]."""

    vital = frozenset({"Id"})

    id: Id
    full_name: str | None = None


class Visitors:
    """Implements what `kiosk.backends.visits` says of finding and arriving, for one account."""

    def __init__(self, client: NexudusClient, settings: RoomSettings) -> None:
        """`client` must ask anew: whoever stands at the desk is there now."""
        self._client = client
        self._zone = settings.time_zone

    async def find(self, code: str, at: datetime) -> tuple[Visit, ...]:
        """The visits with exactly this code, newest first. Hosts of visits that were long over are not asked for."""
        rows = read_rows(VisitorRecord, (await self._client.records(VISITORS, {"Visitor_VisitorCode": code})).found)
        found = [one for one, _ in rows.good if str(one.visitor_code or "").casefold() == code.casefold()]
        visits = [await self._visit(one, at) for one in found]
        return tuple(sorted((one for one in visits if one is not None), key=lambda one: one.start, reverse=True))

    async def arrive(self, visit: Visit, at: datetime) -> None:
        """Once: who is there already stays as it was."""
        before = await self._record(visit)
        if not before.get(ARRIVED) and not before.get(ARRIVAL):
            await self._change(before, {ARRIVED: True, ARRIVAL: written(at)})

    async def leave(self, visit: Visit, at: datetime) -> None:
        """Once, as `arrive`."""
        before = await self._record(visit)
        if not before.get(DEPARTURE):
            await self._change(before, {DEPARTURE: written(at)})

    async def _record(self, visit: Visit) -> dict[str, object]:
        try:
            return await self._client.visitor(visit.id)
        except NotFound:
            raise NotFound("This visit is not there any more.", "Look the code up again.") from None

    async def _change(self, before: dict[str, object], values: dict[str, object]) -> None:
        """The whole record with these properties; read back, and compared [K: a PUT clears what it does not carry]."""
        sent = {**before, **values}
        outcome = await self._client.update_visitor(sent)
        if not outcome.done:
            raise refused(outcome, "arrival")
        with already_sent():
            after = await self._client.visitor(str(before.get("Id")))
        names = {name for one in values for name in (one, f"{one}Local")}
        other = [one for one in changed_beside(before, sent, after, next(iter(values))) if one not in names]
        if other or not any(after.get(one) for one in values):
            fields = ", ".join(other[:5]) or "nothing"
            raise Rejected(f"A visit was to be changed, and changed was also, or only: {fields}.", "Look at it there.")

    async def _visit(self, one: VisitorRecord, at: datetime) -> Visit | None:
        zone = ZoneInfo(self._zone)
        times = (one.expected_arrival, one.arrival_date, one.departure_date)
        start, arrived, left = (read_instant(text, _UTC) for text in times)
        if start is None:
            return None
        midnight = local_midnight(start.astimezone(zone).date() + timedelta(days=1), zone)
        end = max(midnight, start + _SHORTEST)
        state = BadgeState.OUT if left else BadgeState.IN if arrived or one.arrived is True else BadgeState.EXPECTED
        return Visit(
            str(one.id),
            str(one.visitor_code or ""),
            start,
            end,
            self._zone,
            state,
            visitor=(one.full_name or "").strip() or None,
            email=one.email,
            building_id=None if one.business_id is None else str(one.business_id),
            building=one.business_name,
            host=await self._host(one) if at - end <= LONG_OVER else None,
            arrived=arrived,
            left=left,
        )

    async def _host(self, one: VisitorRecord) -> Host | None:
        """By the record itself, else by the customer's; None where that cannot be told."""
        if one.coworker_id is None:
            return None
        name = one.coworker_full_name
        if not name:
            try:
                name = read(CoworkerRecord, await self._client.coworker(one.coworker_id))[0].full_name
            except (BackendError, Unreadable):
                return None
        return Host(name.strip(), str(one.coworker_id)) if name and name.strip() else None
