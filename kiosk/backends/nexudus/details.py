"""What a list leaves out of its bookings: asked for by id, a few a poll, and remembered until they change.

Keeps of each booking its room and whether it is tentative; never a text, a person or a price.
"""

import asyncio
from collections.abc import Iterable, Mapping

from kiosk.backends.errors import BackendError
from kiosk.backends.nexudus.client import NexudusClient

Mark = tuple[str, str]
AT_ONCE = 3
KEPT = ("ResourceId", "Resource", "ResourceName", "BookingResourceName", "Tentative")
_UNDATED = repr(None)


class Details:
    """The records of bookings by id, cut down to `KEPT`, in `known`. A booking that changes has another mark."""

    def __init__(self, client: NexudusClient) -> None:
        self.known: dict[Mark, Mapping[str, object]] = {}
        self._client = client

    def keep(self, marks: Iterable[Mark], *, anew: bool = False) -> None:
        """Forget all other bookings; with `anew` also those of which the list does not say when they changed."""
        listed = {one for one in marks if not anew or one[1] != _UNDATED}
        self.known = {mark: value for mark, value in self.known.items() if mark in listed}

    async def learn(self, marks: Iterable[Mark]) -> None:
        """Ask for the first of those that are not known; never fails. What could not be had is asked again."""
        asked = [one for one in dict.fromkeys(marks) if one not in self.known][:AT_ONCE]
        answers = await asyncio.gather(*(self._client.booking(one[0]) for one in asked), return_exceptions=True)
        for mark, answer in zip(asked, answers, strict=True):
            match answer:
                case dict():
                    self.known[mark] = {name: answer[name] for name in KEPT if name in answer}
                case BackendError():
                    continue
                case _:
                    raise answer
