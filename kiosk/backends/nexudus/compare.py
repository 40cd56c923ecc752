"""What a PUT did to a booking beside what it was meant to do. Pure."""

from collections.abc import Mapping

from kiosk.backends.nexudus.times import same_instant

_ALWAYS_NEW = frozenset({"UpdatedOn", "UpdatedBy"})


def changed_beside(
    before: Mapping[str, object], sent: Mapping[str, object], after: Mapping[str, object], name: str
) -> list[str]:
    """The properties that are neither as they were nor as they were sent.

    `name`, its local twin and the marks of every change do not count. One that is missing afterwards was cleared,
    unless it held nothing.
    """
    skipped = {name, f"{name}Local", *_ALWAYS_NEW}
    return sorted(
        one for one in before if one not in skipped and not (keeps(before, after, one) or keeps(sent, after, one))
    )


def keeps(wanted: Mapping[str, object], after: Mapping[str, object], name: str) -> bool:
    """Whether a property is as wanted; a time may be written in another way."""
    one, other = wanted.get(name), after.get(name)
    return (type(one) is type(other) and one == other) or same_instant(one, other) or _same_number(one, other)


def is_invoiced(booking: Mapping[str, object]) -> bool:
    """Whether a booking is on an invoice already [K]."""
    return any(booking.get(name) for name in ("CoworkerInvoiceId", "CoworkerInvoiceNumber", "Invoiced"))


def _same_number(one: object, other: object) -> bool:
    return all(isinstance(each, int | float) and not isinstance(each, bool) for each in (one, other)) and one == other
