"""Devices that fetch their sign themselves, as a TRMNL does: what each is to show, and how it was when it last asked.

A device draws again only where the name of the picture is another. Knows no web framework.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from kiosk.clock import Clock
from kiosk.tags.codecs.trmnl import trmnl_file
from kiosk.tags.gateways.gateway import Pushed, Sign, TagReport

_LONGEST_NAME = 32
_LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Offer:
    """A picture that waits for a device, by the name that the device tells it apart by."""

    tag: str
    face: str
    name: str
    file: bytes = field(repr=False)
    media: str
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """What a device says of itself when it asks; None is what it did not say."""

    at: datetime
    battery_millivolts: int | None = None
    signal: int | None = None


class Trmnl:
    """Pictures for devices by their addresses, compared without regard to case.

    `pause` gives, for an instant, after how many seconds a device shall ask again: long at night. `secret` makes the
    devices' keys and the pictures' names, so that neither can be guessed; it stays the same over restarts.
    """

    def __init__(self, secret: bytes, pause: Callable[[datetime], int], clock: Clock) -> None:
        self._secret = secret
        self._pause = pause
        self._clock = clock
        self._offers: dict[str, Offer] = {}
        self._turns: dict[str, int] = {}
        self._fetched: dict[str, str] = {}
        self._visits: dict[str, Visit] = {}
        self._calls: dict[str, datetime] = {}

    async def push(self, sign: Sign) -> Pushed:
        """Keep it for the device. One that was offered and not fetched gets another name: the device asks for it."""
        tag = sign.tag.upper()
        old = self._offers.get(tag)
        shown, same = self._fetched.get(tag) == sign.face, old is not None and old.face == sign.face
        if old is not None and same and (shown or not old.offered):
            return Pushed(shown, self._mark(tag))
        if not shown:
            self._turns[tag] = self._turns.get(tag, -1) + 1 if same else 0
            self._fetched.pop(tag, None)
        file, media = trmnl_file(sign.mounted)
        name = self._word(f"{tag}/{sign.face}/{self._turns[tag]}")[:_LONGEST_NAME]
        self._offers[tag] = Offer(tag, sign.face, f"{name}.{media}", file, media)
        return Pushed(shown, self._mark(tag))

    async def look(self) -> tuple[TagReport, ...]:
        """Every device that has something to show or has asked."""
        now = self._clock.now()
        return tuple(self._report(tag, now) for tag in {**self._offers, **self._visits})

    def remember(self, tag: str, face: str, mark: str) -> None:
        """Nothing: the picture is pushed again, and fetched then."""

    def recall(self, tag: str, face: str, mark: str) -> None:
        """What a device had fetched before a restart; pushed again, it has the name that the device knows."""
        tag = tag.upper()
        self._fetched[tag], self._turns[tag] = face, int(mark) if mark.isdecimal() else 0

    async def aclose(self) -> None:
        """Nothing is held."""

    def key(self, tag: str) -> str | None:
        """The key that a device proves itself by, None for a device that nothing is kept for."""
        tag = tag.upper()
        return self._word(f"key/{tag}") if tag in self._offers else None

    def asked(self, tag: str, visit: Visit) -> tuple[Offer, int]:
        """What a known device shall show, and after how many seconds it shall ask again."""
        tag = tag.upper()
        self._visits[tag] = visit
        pause = self._pause(visit.at)
        self._calls[tag] = visit.at + timedelta(seconds=pause)
        self._offers[tag] = replace(self._offers[tag], offered=True)
        return self._offers[tag], pause

    def picture(self, name: str) -> Offer | None:
        """The picture of that name, while it is the newest of its device."""
        wanted = name.encode()
        return next((one for one in self._offers.values() if hmac.compare_digest(one.name.encode(), wanted)), None)

    def fetched(self, offer: Offer) -> None:
        """A device has the whole of this picture."""
        if (now := self._offers.get(offer.tag)) is not None and now.name == offer.name:
            self._fetched[offer.tag] = offer.face

    def _word(self, of: str) -> str:
        return hmac.new(self._secret, of.encode(), sha256).hexdigest()

    def _mark(self, tag: str) -> str:
        return str(self._turns[tag])

    def _report(self, tag: str, now: datetime) -> TagReport:
        visit, shown = self._visits.get(tag), self._fetched.get(tag)
        return TagReport(
            tag,
            shown=shown,
            waiting=tag in self._offers and shown is None,
            online=None if visit is None else now <= self._calls[tag] + _LATE,
            battery_millivolts=None if visit is None else visit.battery_millivolts,
            seen_at=None if visit is None else visit.at,
            calls_at=self._calls.get(tag),
        )
