"""Checks a body that a person wrote for an account before it is sent. Knows no connection."""

from collections.abc import Iterable
from difflib import get_close_matches

from kiosk.backends.http.decode import Unreadable, parse
from kiosk.backends.offision.operations import unknown_name

_NAMES = """
    Id UniqueId SystemId CreatedOn UpdatedOn UpdatedBy CoworkerId ResourceId FromTime ToTime Notes
    InternalNotes Tentative Online ChargeNow InvoiceNow Invoiced InvoiceDate DiscountCode PurchaseOrder
    OverridePrice DoNotUseBookingCredit ExtraServiceId TariffAtTheTimeOfBooking TeamsAtTheTimeOfBooking
    IncludeZoomInvite CancelIfNotCheckedIn CheckedInAt CoworkerExtraServiceChargePeriod
    CoworkerExtraServiceCurrencyCode CoworkerExtraServiceIds CoworkerExtraServicePrice
    CoworkerExtraServiceTotalUses CoworkerInvoiceId CoworkerInvoiceNumber CoworkerInvoicePaid RepeatBooking
    Repeats RepeatEvery RepeatUntil RepeatSeriesUniqueId WhichBookingsToUpdate RepeatOnMondays
    RepeatOnTuesdays RepeatOnWednesdays RepeatOnThursdays RepeatOnFridays RepeatOnSaturdays RepeatOnSundays
"""
BOOKING = frozenset(_NAMES.split())
"""The documented properties of a booking. A newer server has more, and a PUT must carry those too."""
_NEEDED = frozenset({"ResourceId", "FromTime", "ToTime"})
_COMMAND = ("Key", "Ids", "Parameters")
_PARAMETER = ("Name", "Type", "Value")
_LIKE = 0.8


def check_body(name: str, body: bytes) -> None:
    """Raises ValueError with a sentence, and the nearest name, for a body that the operation of this name cannot use.

    A property of a booking that is not documented is refused only where it is nearly one that the body lacks.
    """
    try:
        value = parse(body)
    except Unreadable:
        value = None
    if not isinstance(value, dict):
        raise ValueError(f"the body of {name} is not an object")  # noqa: TRY004 - said to a person
    match name:
        case "booking.run_command":
            _check_command(name, value)
        case "booking.create" | "booking.update" | "booking.available":
            _check_booking(name, value)
        case _:
            return


def _check_booking(name: str, value: dict[str, object]) -> None:
    lacking = BOOKING - value.keys()
    folded = {one.lower(): one for one in lacking}
    for key in value.keys() - BOOKING:
        if get_close_matches(key.lower(), list(folded), n=1, cutoff=_LIKE):
            raise ValueError(unknown_name(f"property of {name}", key, tuple(lacking)))
    _check_present(name, value, _NEEDED | ({"Id"} if name == "booking.update" else frozenset()))


def _check_command(name: str, value: dict[str, object]) -> None:
    _check_names(name, value, _COMMAND)
    _check_present(name, value, _COMMAND[:2])
    if not isinstance(value["Key"], str) or not isinstance(value["Ids"], list):
        raise ValueError(f"{name} needs Key, a text, and Ids, a list")  # noqa: TRY004 - said to a person
    parameters = value.get("Parameters") or []
    for one in parameters if isinstance(parameters, list) else [parameters]:
        _check_names(f"{name} in Parameters", one if isinstance(one, dict) else {"": one}, _PARAMETER)


def _check_names(name: str, value: dict[str, object], known: tuple[str, ...]) -> None:
    for key in value:
        if key not in known:
            raise ValueError(unknown_name(f"property of {name}", key, known))


def _check_present(name: str, value: dict[str, object], needed: Iterable[str]) -> None:
    if missing := sorted(one for one in needed if one not in value):
        raise ValueError(f"{name} needs {', '.join(missing)}")
