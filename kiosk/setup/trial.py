"""Tries a set-up against the real server: one look at its rooms and their states. Knows no file of the panel's."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.domain.connection import Trouble
from kiosk.domain.room import Room
from kiosk.embedded import ROOMS
from kiosk.settings import Settings, data_dir
from kiosk.setup.draft import Draft, Kind, draft_of
from kiosk.site import open_backend, open_memory

TRIAL = "set-up"
_SCHEMES = ("http://", "https://")
_LONGEST_LABEL = 15  # a longer word without a dot is rather a token in the wrong field


class Mistake(StrEnum):
    """What can be wrong with what was entered, before any server is asked or after it has answered."""

    ADDRESS = "address"
    """No address of a server."""
    PLAIN_HTTP = "plain_http"
    """The token would travel unencrypted."""
    SECRET = "secret"  # noqa: S105 - the name of a mistake
    """Missing, or nothing that can be sent."""
    NO_ROOMS = "no_rooms"
    """All is well, but the server has no room."""
    FULL = "full"
    """The set-up cannot be written on this machine."""


Problem: TypeAlias = Trouble | Mistake


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it: the rooms in use, or why there are none."""

    rooms: tuple[Room, ...] = ()
    problem: Problem | None = None


def address_of(kind: Kind, typed: str) -> str | Mistake:
    """The address that somebody meant ("rooms.example.com"): encrypted, but for this machine itself.

    Empty is the account's usual address with Nexudus, and a mistake otherwise.
    """
    from kiosk.backends.http.address import InsecureAddress, parse_address  # noqa: PLC0415 - needed by set-up only

    text = typed.strip()
    if not text:
        return "" if kind == "nexudus" else Mistake.ADDRESS
    if len(text.split()) > 1 or ("://" in text and not text.lower().startswith(_SCHEMES)):
        return Mistake.ADDRESS
    try:
        url = text if text.lower().startswith(_SCHEMES) else _with_scheme(text)
        address = parse_address(url)
    except InsecureAddress:
        return Mistake.PLAIN_HTTP
    except ValueError:
        return Mistake.ADDRESS
    short = len(address.host) <= _LONGEST_LABEL and address.host.replace("-", "").isalnum()
    plausible = short or address.loopback or "." in address.host or ":" in address.host
    return address.origin + address.prefix if plausible else Mistake.ADDRESS


def _with_scheme(text: str) -> str:
    from kiosk.backends.http.address import parse_address  # noqa: PLC0415 - as above

    return f"http://{text}" if parse_address(f"https://{text}").loopback else f"https://{text}"


async def try_out(draft: Draft, settings: Settings, clock: Clock) -> Trial:
    """Ask the draft's server for its rooms, and for the state of one of them. Never raises for the server's sake."""
    with tempfile.TemporaryDirectory(prefix="room-kiosk-") as folder:
        trial = _settings(draft, settings, Path(folder))
        try:
            with open_memory(trial, clock) as memory:
                async with open_backend(trial, clock, memory) as backend:
                    return await _looked(backend, clock)
        except ConfigError as wrong:
            return Trial(problem=Mistake.ADDRESS if wrong.key == "[backend]" else Mistake.SECRET)
        except BackendError as error:
            return Trial(problem=error.trouble)


async def _looked(backend: Backend, clock: Clock) -> Trial:
    rooms = tuple(room for room in await backend.rooms() if not room.gone)
    if not rooms:
        return Trial(problem=Mistake.NO_ROOMS)
    await backend.agendas((rooms[0].id,), clock.now(), whole=True)
    return Trial(rooms)


def _settings(draft: Draft, settings: Settings, folder: Path) -> Settings:
    """The panel's own settings where the draft is for the same server; else none of its secrets."""
    config = settings.config
    same = draft.place == draft_of(config).place
    backend = replace(
        config.backend,
        kind=draft.kind or config.backend.kind,
        url=draft.url,
        token_file=config.backend.token_file if same else "",
        token_keyring=config.backend.token_keyring if same else "",
    )
    nexudus = replace(
        config.nexudus,
        username=draft.username or config.nexudus.username,
        password_file=config.nexudus.password_file if same else "",
        password_keyring=config.nexudus.password_keyring if same else "",
    )
    panel = replace(config.panel, data_dir=str(folder))
    data = config.server.data or str(data_dir(settings) / ROOMS)
    tried = replace(
        config, backend=backend, nexudus=nexudus, panel=panel, server=replace(config.server, data=data if same else "")
    )
    environment = _environment(draft, settings, same=same)
    return replace(settings, config=tried, file=TRIAL, demo=settings.demo and same, environment=environment)


def _environment(draft: Draft, settings: Settings, *, same: bool) -> Mapping[str, str]:
    secret = ("KIOSK_PASSWORD" if draft.kind == "nexudus" else "KIOSK_TOKEN", draft.secret)
    hidden = () if same else ("KIOSK_TOKEN", "KIOSK_PASSWORD", "CREDENTIALS_DIRECTORY")
    kept = {name: value for name, value in settings.environment.items() if name not in hidden}
    return kept | dict([secret] if draft.secret else [])
