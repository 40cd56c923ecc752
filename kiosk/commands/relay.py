"""`kiosk relay`: one program of a site that asks a Nexudus account on behalf of all its panels."""

import argparse
import asyncio
import os
from functools import partial

from kiosk.backends.http.address import parse_address
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import DEFAULT_URL
from kiosk.backends.nexudus.relayed import RELAY
from kiosk.clock import Clock
from kiosk.commands.output import complain
from kiosk.config.file import ConfigError
from kiosk.private.secret import read_password
from kiosk.relay.run import Account, serve_relay
from kiosk.server.refusal import ServerFault
from kiosk.server.token import token_from
from kiosk.settings import Settings, data_dir, settle
from kiosk.streams import announce
from kiosk.supervision.heartbeat_served import ServedHeart
from kiosk.supervision.notify import notifier_of

TOKEN_FILE = "relay.token"  # noqa: S105 - a name


def run(options: argparse.Namespace) -> int:
    """Relay until SIGINT or SIGTERM; prints one line with the address when requests are answered.

    Raises ConfigError where the config names no Nexudus account.
    """
    settings = settle(options, os.environ)
    account = _account(settings)
    try:
        token = token_from(options.token_file or data_dir(settings) / TOKEN_FILE)
        heart = ServedHeart(notifier_of(os.environ), Clock(), "relay", RELAY, token)
        ready = partial(_ready, heart)
        work = partial(
            serve_relay,
            account,
            token,
            Clock(),
            host=options.host,
            port=options.port,
            on_ready=ready,
            metrics=options.metrics,
        )
        asyncio.run(heart.beside(lambda stop: work(stop=stop)))
    except ServerFault as fault:
        complain(str(fault))
        return 2
    return 0


def _account(settings: Settings) -> Account:
    backend, own = settings.config.backend, settings.config.nexudus
    if backend.kind != "nexudus":
        raise ConfigError(settings.file, "[backend] kind", f'"{backend.kind}"', '"nexudus", for which a relay is made')
    if own.relay:
        raise ConfigError(settings.file, "[nexudus] relay", own.relay, "nothing: the relay asks the account itself")
    password = read_password(own, settings.environment, settings.file)
    key = "[backend] url"
    try:
        parse_address(backend.url or DEFAULT_URL, allow_plain_http=backend.allow_plain_http)
        key = "[nexudus] username"
        login = Login(own.username, password, own.client_id)
    except ValueError as wrong:
        raise ConfigError(settings.file, key, "something that cannot be used", str(wrong)) from None
    return Account(
        url=backend.url,
        login=login,
        poll_seconds=settings.config.sync.poll_seconds,
        panels=own.panels,
        page_size=own.page_size,
        deadline=backend.deadline_seconds,
        allow_plain_http=backend.allow_plain_http,
    )


def _ready(heart: ServedHeart, address: str) -> None:
    announce(f"room-kiosk relay ready on {address}")
    heart.ready(address)
