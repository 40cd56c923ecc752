"""Builds a backend for a Nexudus account out of what the config says."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.address import parse_address
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.transport import DEADLINE, Transport
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.budget import Budget
from kiosk.backends.nexudus.checkin import PATTERN, CheckInCommand
from kiosk.backends.nexudus.client import PAGE_SIZE, NexudusClient
from kiosk.backends.nexudus.line import Line
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.relayed import RelayedSession, RelayLine
from kiosk.backends.nexudus.session import Caller, Session
from kiosk.clock import Clock

DEFAULT_URL = "https://spaces.nexudus.com"


@dataclass(frozen=True, slots=True)
class Ways:
    """How this program uses the account, whichever way it reaches it; `coworker_id` is the member who books."""

    check_in_command: str = ""
    check_in_pattern: str = PATTERN
    coworker_id: int | None = None
    page_size: int = PAGE_SIZE


PLAIN = Ways()


def open_nexudus(
    url: str,
    login: Login,
    settings: RoomSettings,
    clock: Clock,
    new_id: Callable[[], str],
    *,
    ways: Ways = PLAIN,
    allow_plain_http: bool = False,
    deadline: float = DEADLINE,
    budget: Budget | None = None,
) -> NexudusBackend:
    """A backend for the account at `url` (empty: `DEFAULT_URL`); `new_id` gives a text that is never given again.

    Raises ValueError with a sentence for an address or a pattern that cannot be used, `InsecureAddress` for plain HTTP
    to another machine without `allow_plain_http`. All backends of one account in a program share one `budget`.
    """
    budget = budget or Budget(clock, name=url or DEFAULT_URL)
    session = open_session(url, login, clock, budget, allow_plain_http=allow_plain_http, deadline=deadline)
    return _backend(session, settings, clock, new_id, ways)


def open_session(
    url: str, login: Login, clock: Clock, budget: Budget, *, allow_plain_http: bool = False, deadline: float = DEADLINE
) -> Session:
    """The way to the account itself; raises as `open_nexudus` does."""
    address = parse_address(url or DEFAULT_URL, allow_plain_http=allow_plain_http)
    connect = partial(Line, budget=budget, client_id=login.client_id)
    return Session(Transport(address, login, clock, deadline=deadline, connect=connect), login, clock)


def open_relayed(
    relay: str,
    token: str,
    settings: RoomSettings,
    clock: Clock,
    new_id: Callable[[], str],
    *,
    ways: Ways = PLAIN,
    allow_plain_http: bool = False,
    deadline: float = DEADLINE,
) -> NexudusBackend:
    """A backend for the account behind the relay at this address; raises as `open_nexudus` does."""
    address = parse_address(relay, allow_plain_http=allow_plain_http)
    transport = Transport(address, Auth(token), clock, deadline=deadline, connect=RelayLine)
    return _backend(RelayedSession(transport), settings, clock, new_id, ways)


def _backend(
    session: Caller, settings: RoomSettings, clock: Clock, new_id: Callable[[], str], ways: Ways
) -> NexudusBackend:
    client = NexudusClient(session, page_size=ways.page_size)
    check_in = CheckInCommand(client, clock, key=ways.check_in_command, pattern=ways.check_in_pattern)
    return NexudusBackend(client, settings, clock, check_in, new_id, coworker_id=ways.coworker_id)
