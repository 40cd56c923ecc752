"""What people can do at one door, put together: desk, flows, menu, and the sheet they appear on. Knows no Qt."""

from collections.abc import Callable, Mapping
from functools import partial

from kiosk.backends.abilities import abilities_of
from kiosk.backends.base import Backend
from kiosk.clock import Clock
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState
from kiosk.flows.book import BookFlow
from kiosk.flows.cancel import CancelFlow
from kiosk.flows.check_in import CheckInFlow
from kiosk.flows.day import DayFlow
from kiosk.flows.door import Desk, Door, Known
from kiosk.flows.end import EndFlow
from kiosk.flows.extend import ExtendFlow
from kiosk.flows.host import SheetHost, Spawn, Surface
from kiosk.flows.later import LaterFlow
from kiosk.flows.meeting import MeetingFlow
from kiosk.flows.menu import Menu
from kiosk.flows.stage import Flow
from kiosk.phrases.acts import ActPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.sync.model import FeedState
from kiosk.viewmodels.home_actions import Offered, arranged, reachable
from kiosk.viewmodels.qr import qr_image
from kiosk.wording import Words

Flows = Mapping[str, Callable[[], Flow]]


class Doorway:
    """The sheets of the door of one room. `acts` says which acts there are at this moment (see `acts_of`).

    `more` are flows beside those of the room's own bookings, by the keys of their actions: find, report, settings.
    Nothing opens before the room was shown once.
    """

    def __init__(
        self,
        surface: Surface,
        desk: Desk,
        clock: Clock,
        policy: Policy,
        words: Words,
        acts: Callable[[], frozenset[str]],
        spawn: Spawn,
        more: Flows,
    ) -> None:
        self.says = SheetPhrases(words)
        self.host = SheetHost(surface, clock, spawn)
        self._acts = acts
        self._known: Known | None = None
        door = Door(desk, clock, policy, self.known, self.possible, self._flow, self.says, ActPhrases(words), qr_image)
        self._flows: Flows = {
            "book": partial(BookFlow, door),
            "check_in": partial(CheckInFlow, door),
            "extend": partial(ExtendFlow, door),
            "end": partial(EndFlow, door),
            "cancel": partial(CancelFlow, door),
            "day": partial(DayFlow, door),
            **more,
        }
        self._others = frozenset(more)
        self._lines: Mapping[str, Callable[[str], Flow]] = {
            "gap": partial(LaterFlow, door),
            "meeting": partial(MeetingFlow, door),
        }
        self._menu = Menu(self.host, self._flows, self._lines, self._behind, self.says)

    def show(self, states: tuple[RoomState, ...], feed: FeedState) -> None:
        """The room is this now; a sheet that is open follows."""
        state, online = states[0], reachable(states[0], feed.connection)
        self._known = Known(state, feed.agendas[0], online, feed.keys)
        self.host.changed(state, feed.agendas[0])

    def press(self, key: str) -> None:
        """An action of the home screen, or a line of its day, was pressed."""
        if self._known is not None:
            self._menu.press(key)

    def scanned(self, text: str) -> None:
        """A scanner read this, for the sheet that is open."""
        self.host.touched()
        self.host.typed(text)
        self.host.entered()

    def possible(self) -> frozenset[str]:
        """The keys of all that can be done at this moment."""
        return self._acts() | self._others

    def offered(self) -> Offered:
        """The same, with its words, for the home screen."""
        return Offered(self.possible(), self.says)

    def known(self) -> Known:
        """What is known of the room now. Raises LookupError before it was shown."""
        if self._known is None:
            raise LookupError("nothing is known of the room yet")
        return self._known

    def _flow(self, key: str) -> Flow:
        kind, _, rest = key.partition(" ")
        return self._lines[kind](rest) if rest else self._flows[key]()

    def _behind(self) -> tuple[str, ...]:
        known = self.known()
        return arranged(known.state, self.possible(), online=known.online).behind


def acts_of(backend: Backend, *, allow_cancel: bool) -> frozenset[str]:
    """The acts that a backend can do at this moment, by their keys; `check_in_tap` where it needs no phone for that."""
    can = abilities_of(backend)
    keys = {
        "book": can.book is not None,
        "later": can.book is not None,
        "day": can.book is not None,
        "check_in": can.check_in is not None or backend.capabilities.access_keys,
        "check_in_tap": can.check_in is not None,
        "extend": can.extend is not None,
        "end": can.end is not None,
        "cancel": can.cancel is not None and allow_cancel,
    }
    return frozenset(key for key, there in keys.items() if there)
