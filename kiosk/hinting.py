"""Listens for a server's change hints where the config names an address for them; loaded only where it does."""

import logging
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit

from kiosk.config import SyncConfig
from kiosk.server.hints import HintReceiver
from kiosk.server.refusal import ServerFault

_log = logging.getLogger(__name__)


def receive_hints(stack: ExitStack, sync: SyncConfig, on_hint: Callable[[frozenset[str] | None], None]) -> str:
    """The address to subscribe with; empty, and said in the log, where nothing can be received there.

    `on_hint` is called from another thread with the rooms that changed, None for any. `stack` ends the listening.
    """
    secret = secrets.token_urlsafe(24)
    host, port = _listen_at(sync)
    receiver = HintReceiver(host, port, secret, on_hint)
    try:
        receiver.start()
    except ServerFault as fault:
        _log.warning("Change hints cannot be received, polling goes on: %s", fault)
        return ""
    stack.callback(receiver.stop)
    return f"{sync.callback_url.rstrip('/')}/hint/{secret}"


def _listen_at(sync: SyncConfig) -> tuple[str, int]:
    if sync.callback_listen:
        host, _, port = sync.callback_listen.rpartition(":")
        return host.strip("[]"), int(port)
    address = urlsplit(sync.callback_url)
    return "0.0.0.0", address.port or (443 if address.scheme == "https" else 80)  # noqa: S104 - the server must reach it
