"""Builds a backend for a Nexudus account out of what the config says."""

from collections.abc import Callable
from functools import partial

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.address import parse_address
from kiosk.backends.http.transport import DEADLINE, Transport
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.budget import Budget
from kiosk.backends.nexudus.checkin import PATTERN, CheckInCommand
from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.line import Line
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.session import Session
from kiosk.clock import Clock

DEFAULT_URL = "https://spaces.nexudus.com"


def open_nexudus(
    url: str,
    login: Login,
    settings: RoomSettings,
    clock: Clock,
    new_id: Callable[[], str],
    *,
    check_in_command: str = "",
    check_in_pattern: str = PATTERN,
    coworker_id: int | None = None,
    page_size: int = 500,
    allow_plain_http: bool = False,
    deadline: float = DEADLINE,
    budget: Budget | None = None,
) -> NexudusBackend:
    """A backend for the account at `url` (empty: `DEFAULT_URL`); `new_id` gives a text that is never given again.

    Raises ValueError with a sentence for an address or a pattern that cannot be used, `InsecureAddress` for plain HTTP
    to another machine without `allow_plain_http`. All backends of one account in a program share one `budget`.
    """
    address = parse_address(url or DEFAULT_URL, allow_plain_http=allow_plain_http)
    connect = partial(Line, budget=budget or Budget(clock, name=address.origin), client_id=login.client_id)
    session = Session(Transport(address, login, clock, deadline=deadline, connect=connect), login, clock)
    client = NexudusClient(session, page_size=page_size)
    check_in = CheckInCommand(client, clock, key=check_in_command, pattern=check_in_pattern)
    return NexudusBackend(client, settings, clock, check_in, new_id, coworker_id=coworker_id)
