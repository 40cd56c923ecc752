"""Visits at an Offision server: badges by their code, hosts and places by their appointments, arrivals where it can."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import BackendError, Declined, Garbled
from kiosk.backends.http.decode import Unreadable, parse
from kiosk.backends.http.moments import Span, read_instant, read_span
from kiosk.backends.offision.calibration import Calibration, Sighting
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.enums import BADGE_STATE
from kiosk.backends.offision.models import Name, Named
from kiosk.backends.offision.models_visitors import InvitingUser, VisitorAppointment, VisitorBadge
from kiosk.backends.offision.operations import CHECK_IN, CHECK_OUT
from kiosk.backends.offision.search import Record, Search
from kiosk.backends.offision.states import number_of
from kiosk.backends.offision.texts import is_blank, plain
from kiosk.domain.visit import BadgeState, Host, Visit

LONG_OVER = timedelta(days=1)
STATES = {
    "initial": BadgeState.EXPECTED,
    "noShow": BadgeState.NO_SHOW,
    "visited": BadgeState.OUT,
    "visiting": BadgeState.IN,
}


class FindsBadges:
    """Implements `kiosk.backends.visits.FindsVisits` and `TakesArrivals` over a client.

    Nobody can be told of an arrival but where `[offision.paths]` names the path of "visitor_badge.check_in".
    """

    client: OffisionClient
    _calibration: Calibration
    _settings: RoomSettings
    _language: str

    @property
    def takes_arrivals(self) -> bool:
        """Whether this server has a call for it."""
        return bool({CHECK_IN, CHECK_OUT} & self.client.operations.keys())

    async def find_visits(self, code: str, at: datetime) -> tuple[Visit, ...]:
        """See `FindsVisits`. Of badges that were long over at `at` nothing more is asked."""
        badges = await self._badges(code)
        visits = await asyncio.gather(*(self._visit(one, at) for one in badges))
        return tuple(sorted((one for one in visits if one is not None), key=lambda one: one.start, reverse=True))

    async def arrive(self, visit: Visit, at: datetime, key: str) -> None:
        """See `TakesArrivals`."""
        await self._tell(CHECK_IN, visit, at, key)

    async def leave(self, visit: Visit, at: datetime, key: str) -> None:
        """See `TakesArrivals`."""
        await self._tell(CHECK_OUT, visit, at, key)

    async def find_hosts(self, text: str, most: int = 5) -> tuple[Host, ...]:
        """See `FindsHosts`; of the first page of people who match, in the order of their names."""
        wanted = " ".join(text.casefold().split())
        found: list[Host] = []
        async for page in self.client.users(search_text=text):
            shown = [one for one in page.items if not one.is_deleted and not is_blank(one.display_name)]
            found = [Host((one.display_name or "").strip(), str(one.id), one.email_address) for one in shown]
            break
        fitting = [one for one in found if f" {wanted}" in f" {' '.join(one.name.casefold().split())}"]
        return tuple(sorted(fitting, key=lambda one: one.name)[:most])

    async def _badges(self, code: str) -> list[VisitorBadge]:
        """Those whose code (whatever its case) or uid is exactly this one, with states that are understood."""
        search = self.client.visitors.badges
        answers = await asyncio.gather(
            _items(search(registration_codes=(code,))), _items(search(uids=(code,))), return_exceptions=True
        )
        found: dict[str, VisitorBadge] = {}
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
            found |= {str(one.id): one for one in answer if _is_called(one, code)}

        async def by_state(name: str) -> list[Sighting]:
            ids = tuple(found)
            return _sightings(await _items(search(ids=ids, states=(name,))))

        if found:
            await self._calibration.learn(BADGE_STATE, _sightings(list(found.values())), by_state)
        return list(found.values())

    async def _visit(self, badge: VisitorBadge, at: datetime) -> Visit | None:
        zone = self._settings.time_zone
        span = None if badge.period is None else read_span(badge.period, ZoneInfo(zone))
        if span is None or span.end <= span.start:
            return None
        visitor, appointment = badge.visitor, None
        if at - span.end <= LONG_OVER:
            appointment = await self._appointment(badge, span)
        visit = Visit(
            str(badge.id),
            badge.registration_code or "",
            span.start,
            span.end,
            zone,
            self._state(badge),
            uid=badge.uid,
            visitor=None if visitor is None or is_blank(visitor.display_name) else visitor.display_name,
            email=None if visitor is None else visitor.email_address,
            arrived=read_instant(badge.check_in_date, ZoneInfo(zone)),
            left=read_instant(badge.check_out_date, ZoneInfo(zone)),
        )
        return visit if appointment is None else self._placed(visit, appointment)

    async def _appointment(self, badge: VisitorBadge, span: Span) -> VisitorAppointment | None:
        """What the visitor comes to; None where that cannot be told, for somebody is at the desk all the same."""
        if badge.visitor is None or badge.visitor.id is None:
            return None
        who = str(badge.visitor.id)
        try:
            rows = await _items(self.client.visitors.appointments(start=span.start, end=span.end, visitor_ids=(who,)))
        except BackendError:
            return None
        spans = [(one, read_span(one.period, ZoneInfo(self._settings.time_zone))) for one in rows if one.period]
        same = [one for one, other in spans if other and (other.start, other.end) == (span.start, span.end)]
        return next(iter(same), spans[0][0] if len(spans) == 1 else None)

    def _placed(self, visit: Visit, appointment: VisitorAppointment) -> Visit:
        """The visit with its host and its place."""
        building = next(iter(appointment.buildings or ()), Named())
        rooms = (self._text(one.name) for one in appointment.bookable_resources or ())
        user = appointment.inviting_user or InvitingUser()
        name = None if is_blank(user.display_name) else user.display_name
        return replace(
            visit,
            building_id=None if building.id is None else str(building.id),
            building=self._text(building.name),
            room=next((one for one in rooms if one), None),
            host=None if name is None else Host(name, None if user.id is None else str(user.id), user.email_address),
        )

    def _text(self, name: Name) -> str | None:
        return plain(name, self._language)

    def _state(self, badge: VisitorBadge) -> BadgeState:
        name = self._calibration.learned.name_of(BADGE_STATE, badge.state)
        if name is not None:
            return STATES.get(name, BadgeState.UNKNOWN)
        if badge.check_out_date:
            return BadgeState.OUT
        return BadgeState.IN if badge.check_in_date else BadgeState.UNKNOWN

    async def _tell(self, name: str, visit: Visit, at: datetime, key: str) -> None:
        operation = self.client.operations.get(name)
        if operation is None:
            return
        date = at.astimezone(visit.zone).isoformat(timespec="seconds")
        body = msgspec.json.encode({"registrationCode": visit.code, "date": date})
        headers = ((b"Idempotency-Key", key.encode("ascii")),)
        try:
            path = operation.filled({"id": visit.id})
            answer = await self.client.transport.request("POST", path, body=body, headers=headers)
        except Declined:
            if not await self._is_so(name, visit):
                raise
            return
        _check(answer.body, f"{self.client.transport.address.origin}{path}", name)

    async def _is_so(self, name: str, visit: Visit) -> bool:
        """Whether the server has it already, whoever told it."""
        wanted = {BadgeState.IN, BadgeState.OUT} if name == CHECK_IN else {BadgeState.OUT}
        badges = await self._badges(visit.code or visit.uid or "")
        return any(str(one.id) == visit.id and self._state(one) in wanted for one in badges)


async def _items(search: Search[Record]) -> tuple[Record, ...]:
    return (await search).items


def _check(body: bytes, where: str, name: str) -> None:
    """What it answers is not known, but that it is JSON, if anything: a page for people is no arrival."""
    try:
        if body.strip():
            parse(body)
    except Unreadable:
        sentence = f"{where} ({name}) should answer JSON, but answered something else."
        raise Garbled(sentence, f'Check the path of "{name}" under [offision.paths].') from None


def _is_called(badge: VisitorBadge, code: str) -> bool:
    return (badge.registration_code or "").casefold() == code.casefold() or badge.uid == code


def _sightings(badges: Sequence[VisitorBadge]) -> list[Sighting]:
    return [(number_of(one.state), str(one.id)) for one in badges]
