"""Builds a backend for an Offision server out of what the config says."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.address import Address, parse_address
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.exchange import Connections
from kiosk.backends.http.transport import DEADLINE, Transport
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.calibration import Calibration
from kiosk.backends.offision.client import OffisionClient
from kiosk.backends.offision.directory import OffisionDirectory
from kiosk.backends.offision.enums import LearnedEnums
from kiosk.backends.offision.naming import BookingResource
from kiosk.clock import Clock


def open_client(
    url: str,
    auth: Auth,
    clock: Clock,
    *,
    paths: Mapping[str, str] | None = None,
    allow_plain_http: bool = False,
    deadline: float = DEADLINE,
    connect: Callable[[Address, int], Connections] = Connections,
) -> OffisionClient:
    """A client for the server at `url`; needs a running event loop later, not now.

    Raises ValueError with a sentence for an address or a path that cannot be used, `InsecureAddress` for plain HTTP
    to another machine without `allow_plain_http`.
    """
    address = parse_address(url, allow_plain_http=allow_plain_http)
    return OffisionClient(Transport(address, auth, clock, deadline=deadline, connect=connect), paths)


def open_offision(
    url: str,
    auth: Auth,
    settings: RoomSettings,
    clock: Clock,
    *,
    paths: Mapping[str, str] | None = None,
    learned: LearnedEnums | None = None,
    on_learned: Callable[[LearnedEnums], None] | None = None,
    check_in_opens: timedelta = timedelta(minutes=10),
    list_seconds: float = 60.0,
    language: str = "en",
    allow_plain_http: bool = False,
    deadline: float = DEADLINE,
    booking_resource: BookingResource = BookingResource.ID,
) -> OffisionBackend:
    """A backend for the Offision server at `url`; raises as `open_client` does.

    `learned` is what `on_learned` was given in an earlier run with the same server.
    """
    client = open_client(url, auth, clock, paths=paths, allow_plain_http=allow_plain_http, deadline=deadline)
    return OffisionBackend(
        client,
        OffisionDirectory(client, language),
        Calibration(clock, learned or LearnedEnums(), on_learned or _forget),
        settings,
        clock,
        list_seconds=list_seconds,
        check_in_opens=check_in_opens,
        language=language,
        booking_resource=booking_resource,
    )


def _forget(_: LearnedEnums) -> None:
    """Keep nothing beyond this run."""
