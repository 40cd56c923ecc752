"""For how long the answer to an operation is kept, and what makes it worthless before. Pure."""

from dataclasses import dataclass

from kiosk.backends.nexudus.operations import Operation

_SECONDS = {
    "booking.commands": 3600.0,
    "enum.get": 3600.0,
    "resource.search": 300.0,
    "resource.get": 3600.0,
    "closure.search": 120.0,
    "closure.get": 3600.0,
}
_OF_BOOKINGS = ("booking.search", "booking.get")


@dataclass(frozen=True, slots=True)
class Lives:
    """`poll` is how many seconds the bookings are kept, `polls_a_minute` how many requests they may take a minute."""

    poll: float
    polls_a_minute: int

    def of(self, operation: Operation, requests: int = 1) -> float:
        """Seconds, for an answer that took so many `requests`; 0 for what is not kept.

        A long list is kept longer, so that lists take no more than half of the budget of all polls.
        """
        if operation.name not in _OF_BOOKINGS:
            return _SECONDS.get(operation.name, 0.0)
        return max(self.poll, requests * 2 * 60.0 / self.polls_a_minute)


def is_write(operation: Operation) -> bool:
    """Whether an operation changes something."""
    return operation.method != "GET" and operation.name != "booking.available"


def worthless_after(operation: Operation) -> tuple[str, ...]:
    """The operations whose answers may be wrong once this one is over.

    A list makes the single records worthless that were asked for before it: one that the list shows to be changed
    must not be taken from before the change.
    """
    if is_write(operation):
        return _OF_BOOKINGS
    subject, _, verb = operation.name.partition(".")
    return (f"{subject}.get",) if verb == "search" else ()
