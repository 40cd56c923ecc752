"""The operations about visitors: their badges and their appointments."""

from collections.abc import Sequence

from kiosk.backends.http.query import Moment, Value
from kiosk.backends.offision.calls import Calls
from kiosk.backends.offision.models_visitors import VisitorAppointment, VisitorBadge
from kiosk.backends.offision.search import Search


class Visitors:
    """Every method may raise `BackendError`. An empty sequence asks for all."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def badge(self, id_or_uid: str) -> VisitorBadge:
        """One badge, by its id or its uid."""
        return await self._calls.one("visitor_badge.get", VisitorBadge, {"id": id_or_uid})

    def badges(
        self,
        *,
        ids: Sequence[str] = (),
        uids: Sequence[str] = (),
        start: Moment | None = None,
        end: Moment | None = None,
        registration_codes: Sequence[str] = (),
        building_ids: Sequence[str] = (),
        states: Sequence[str] = (),
    ) -> Search[VisitorBadge]:
        """Badges that touch `[start, end)`; `states` out of initial, noShow, visited, visiting."""
        fixed: dict[str, Value] = {
            "uid": uids,
            "from": start,
            "to": end,
            "registrationCode": registration_codes,
            "buildingId": building_ids,
            "state": states,
        }
        return self._calls.search("visitor_badge.search", VisitorBadge, "id", ids, fixed)

    def appointments(
        self,
        *,
        ids: Sequence[str] = (),
        start: Moment | None = None,
        end: Moment | None = None,
        inviting_user_ids: Sequence[str] = (),
        search_text: str | None = None,
        booking_states: Sequence[str] = (),
        resource_ids: Sequence[str] = (),
        building_ids: Sequence[str] = (),
        visitor_ids: Sequence[str] = (),
        booking_ids: Sequence[str] = (),
    ) -> Search[VisitorAppointment]:
        """Appointments with visitors that touch `[start, end)`."""
        fixed: dict[str, Value] = {
            "from": start,
            "to": end,
            "invitingUserId": inviting_user_ids,
            "searchText": search_text,
            "bookingState": booking_states,
            "bookableResourceId": resource_ids,
            "buildingId": building_ids,
            "visitorId": visitor_ids,
            "bookingId": booking_ids,
        }
        return self._calls.search("visitor_appointment.search", VisitorAppointment, "id", ids, fixed)
