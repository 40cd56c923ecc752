"""The bookings of the fake account, and the rules by which it takes and refuses them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
READ_ONLY = frozenset(
    {
        "Id", "UniqueId", "CreatedOn", "UpdatedOn", "UpdatedBy", "CheckedInAt", "CancelIfNotCheckedIn", "Invoiced",
        "InvoiceDate", "Online", "FromTimeLocal", "ToTimeLocal", "ResourceName", "CoworkerFullName",
    }
)  # fmt: skip
LEFT_OUT_OF_LISTS = frozenset({"InternalNotes", "SystemId", "CustomFields", "OverridePrice"})
DESTROYING = (5, 6, 7, 8)


class Refused(Exception):
    """A validation error: the property and the sentence."""


@dataclass
class Bookings:
    """Kept by id. `cleared` notes what a PUT cleared; without `checks_overlap` two may have one time."""

    resources: dict[int, dict[str, Any]]
    records: dict[int, dict[str, Any]] = field(default_factory=dict)
    cleared: list[tuple[int, str]] = field(default_factory=list)
    next_id: int = 900001
    checks_overlap: bool = True

    def put_in(self, resource: int, start: datetime, end: datetime, **more: Any) -> int:  # noqa: ANN401 - any property
        """A booking that somebody else made."""
        booking_id = self.next_id
        self.next_id += 1
        self.records[booking_id] = {
            "Id": booking_id,
            "UniqueId": f"uid-{booking_id}",
            "ResourceId": resource,
            "ResourceName": self.resources[resource]["Name"],
            "CoworkerId": 77,
            "CoworkerFullName": "Grace Hopper",
            "FromTime": text(start),
            "ToTime": text(end),
            "Notes": "Design review",
            "InternalNotes": "invoice to head office",
            "Tentative": False,
            "CancelIfNotCheckedIn": False,
            "CheckedInAt": None,
            "ChargeNow": False,
            "InvoiceNow": False,
            "Invoiced": False,
            "CoworkerInvoiceId": None,
            "CoworkerInvoiceNumber": None,
            "OverridePrice": 12.5,
            "DiscountCode": "SPRING",
            "RepeatBooking": False,
            "Repeats": 2,
            "WhichBookingsToUpdate": 1,
            "RepeatSeriesUniqueId": None,
            "SystemId": "{ metadata: { id: 887766 } }",
            "CustomFields": {"Catering": ["tea", "coffee"]},
            **more,
        }
        self.stamp(booking_id)
        return booking_id

    def create(self, body: dict[str, Any]) -> int:
        for name, value in (("RepeatBooking", False), ("Repeats", 2), ("WhichBookingsToUpdate", 1)):
            if body.get(name) is not value and body.get(name) != value:
                raise Refused(name, "is not what a single booking has")
        self.check(body, None)
        start, end = instant(body, "FromTime"), instant(body, "ToTime")
        blank = dict.fromkeys(("CoworkerId", "CoworkerFullName", "Notes", "InternalNotes", "DiscountCode"))
        more = {name: value for name, value in body.items() if name not in {"ResourceId", "FromTime", "ToTime"}}
        return self.put_in(int(body["ResourceId"]), start, end, **{**blank, **more})

    def replace(self, body: dict[str, Any]) -> int:
        """A PUT: what is missing is cleared, or set to false."""
        before = self.records.get(body.get("Id", 0))
        if before is None:
            raise KeyError
        if body.get("WhichBookingsToUpdate") in DESTROYING:
            self.records.clear()
            return int(before["Id"])
        self.check(body, before["Id"])
        for name in before:
            if name not in READ_ONLY:
                self._set(before, name, body)
        self.stamp(before["Id"])
        return int(before["Id"])

    def _set(self, before: dict[str, Any], name: str, body: dict[str, Any]) -> None:
        empty = False if isinstance(before[name], bool) else None
        if name not in body and before[name] not in (None, False):
            self.cleared.append((before["Id"], name))
        before[name] = body.get(name, empty)

    def check(self, body: dict[str, Any], own: int | None) -> None:
        if body.get("ResourceId") not in self.resources:
            raise Refused("ResourceId", "may not be null or empty")
        if body.get("ChargeNow") or body.get("InvoiceNow"):
            raise Refused("ChargeNow", "would charge a member")
        start, end = instant(body, "FromTime"), instant(body, "ToTime")
        if end <= start:
            raise Refused("ToTime", "must be after FromTime")
        resource = self.resources[body["ResourceId"]]
        if resource["Name"] == "Forbidden":
            raise Refused("CoworkerId", "Ada Lovelace may not book this room")
        places = resource["Allocation"] if resource["AllowMultipleBookings"] else 1
        others = [one for one in self.touching(start, end) if one["ResourceId"] == body["ResourceId"]]
        if self.checks_overlap and sum(one["Id"] != own for one in others) >= places:
            raise Refused("FromTime", "Grace Hopper has booked Design review at this time")

    def touching(self, start: datetime | None, end: datetime | None) -> list[dict[str, Any]]:
        def touches(one: dict[str, Any]) -> bool:
            return (end is None or instant(one, "FromTime") < end) and (start is None or instant(one, "ToTime") > start)

        return [one for one in self.records.values() if touches(one)]

    def stamp(self, booking_id: int) -> None:
        one = self.records[booking_id]
        one["FromTimeLocal"], one["ToTimeLocal"] = local(one, "FromTime"), local(one, "ToTime")
        one["UpdatedOn"] = f"2026-03-30T09:00:00.{booking_id % 10**7:07d}Z"
        one["UpdatedBy"] = f"someone-{len(self.cleared)}@example.net"


def text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(body: dict[str, Any], name: str) -> datetime:
    """A time as it must be sent: UTC with a Z. Anything else is refused."""
    value = body.get(name)
    if not isinstance(value, str) or not value.endswith("Z"):
        raise Refused(name, "is not a time in UTC")
    return datetime.fromisoformat(value)


def local(record: dict[str, Any], name: str) -> str:
    return datetime.fromisoformat(record[name]).astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%S")
