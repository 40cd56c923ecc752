"""The building as the config describes it, opened: its backend, what is remembered of it, and nothing of Qt."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kiosk.backends.base import Backend, RoomSettings
from kiosk.clock import Clock
from kiosk.config import NexudusConfig
from kiosk.config.file import ConfigError
from kiosk.domain.agenda import Agenda
from kiosk.embedded import embedded
from kiosk.private.secret import read_password, read_relay_token, read_token
from kiosk.settings import Settings, data_dir, policy_of, room_settings
from kiosk.sync.store import Store, identity_of

if TYPE_CHECKING:
    from kiosk.backends.nexudus.open import Ways

REMEMBERED = "remembered.sqlite"


@dataclass(frozen=True, slots=True)
class Memory:
    """The store of last good answers, under the name of one backend."""

    store: Store
    identity: str
    rooms: RoomSettings

    def agendas(self, room_ids: Sequence[str]) -> tuple[Agenda, ...]:
        """The last good agendas of these rooms, those that there are; of every room where none is named."""
        return self.store.read_agendas(self.identity, room_ids)


@contextmanager
def open_memory(settings: Settings, clock: Clock) -> Iterator[Memory]:
    """The store of this config's backend; where the disk does not allow one, it forgets when the program ends."""
    rooms, backend = room_settings(settings.config), settings.config.backend
    where = settings.config.server.seed if settings.demo else backend.url
    identity = identity_of("demo" if settings.demo else backend.kind, where, rooms)
    store = Store.open(data_dir(settings) / REMEMBERED, clock)
    try:
        yield Memory(store, identity, rooms)
    finally:
        store.close()


@asynccontextmanager
async def open_backend(settings: Settings, clock: Clock, memory: Memory) -> AsyncIterator[Backend]:
    """The backend that the config names; where that is the local server without an address, it is run here.

    Raises ConfigError for an address, a path or a token that cannot be used.
    """
    if settings.config.backend.kind == "local" and not settings.config.backend.url:
        async with (
            embedded(settings, clock) as (url, token),
            _connected(settings, partial(_made, settings, clock, memory, url, token)) as backend,
        ):
            yield backend
        return
    async with _connected(settings, await _maker(settings, clock, memory)) as backend:
        yield backend


async def _maker(settings: Settings, clock: Clock, memory: Memory) -> Callable[[], Backend]:
    """What makes a backend that is elsewhere, with the secret for it. Raises ConfigError."""
    backend, nexudus, where = settings.config.backend, settings.config.nexudus, (settings.environment, settings.file)
    if _by_relay(settings):
        token = await _beside(partial(read_relay_token, nexudus, *where), nexudus.relay_token_keyring)
        return partial(_relayed, settings, clock, memory, token)
    if backend.kind == "nexudus":
        password = await _beside(partial(read_password, nexudus, *where), nexudus.password_keyring)
        return partial(_nexudus, settings, clock, memory, password)
    token = await _beside(partial(read_token, backend, *where), backend.token_keyring)
    return partial(_made, settings, clock, memory, backend.url, token)


async def _beside(read: Callable[[], str], entry: str) -> str:
    """A secret; where it is an entry of the keyring, the loop goes on meanwhile, as that may wait for somebody."""
    return await asyncio.to_thread(read) if entry else read()


@asynccontextmanager
async def _connected(settings: Settings, make: Callable[[], Backend]) -> AsyncIterator[Backend]:
    try:
        backend = make()
    except ValueError as wrong:
        key = "[offision.paths]" if "path" in str(wrong) else "[nexudus] relay" if _by_relay(settings) else "[backend]"
        raise ConfigError(settings.file, key, "something that cannot be used", str(wrong)) from None
    try:
        yield backend
    finally:
        await backend.aclose()


def _made(settings: Settings, clock: Clock, memory: Memory, url: str, token: str) -> Backend:
    from kiosk.backends.http.auth import Auth, AuthKind  # noqa: PLC0415
    from kiosk.backends.local.backend import open_local  # noqa: PLC0415 - the first frame needs no network
    from kiosk.backends.offision.enums import LearnedEnums  # noqa: PLC0415
    from kiosk.backends.offision.naming import BookingResource  # noqa: PLC0415
    from kiosk.backends.offision.open import open_offision  # noqa: PLC0415

    config = settings.config
    auth = Auth(token, AuthKind(config.backend.auth))
    learned = LearnedEnums.from_json(memory.store.read_enums(memory.identity))
    opens = policy_of(config).check_in_opens
    language, deadline = config.panel.language, config.backend.deadline_seconds

    def remember(enums: LearnedEnums) -> None:
        memory.store.save_enums(memory.identity, enums.to_json())

    if config.backend.kind == "local":
        return open_local(
            url, auth, memory.rooms, clock, learned=learned, on_learned=remember, check_in_opens=opens,
            zone_is_set=bool(config.panel.time_zone) and not settings.demo, language=language, deadline=deadline,
            celsius_unit=config.backend.celsius_unit, allow_plain_http=config.backend.allow_plain_http,
        )  # fmt: skip
    return open_offision(
        url, auth, memory.rooms, clock, learned=learned, on_learned=remember, check_in_opens=opens,
        paths=config.offision.paths, allow_plain_http=config.backend.allow_plain_http, language=language,
        deadline=deadline, booking_resource=BookingResource(config.offision.booking_resource),
    )  # fmt: skip


def _nexudus(settings: Settings, clock: Clock, memory: Memory, password: str) -> Backend:
    from kiosk.backends.nexudus.budget import Budget  # noqa: PLC0415 - the first frame needs no network
    from kiosk.backends.nexudus.login import Login  # noqa: PLC0415
    from kiosk.backends.nexudus.open import open_nexudus  # noqa: PLC0415

    backend, own = settings.config.backend, settings.config.nexudus
    return open_nexudus(
        backend.url,
        Login(own.username, password, own.client_id),
        memory.rooms,
        clock,
        partial(secrets.token_hex, 16),
        ways=_ways(own),
        allow_plain_http=backend.allow_plain_http,
        deadline=backend.deadline_seconds,
        budget=Budget(clock, panels=own.panels),
    )


def _relayed(settings: Settings, clock: Clock, memory: Memory, token: str) -> Backend:
    from kiosk.backends.nexudus.open import open_relayed  # noqa: PLC0415 - the first frame needs no network

    backend, own = settings.config.backend, settings.config.nexudus
    return open_relayed(
        own.relay,
        token,
        memory.rooms,
        clock,
        partial(secrets.token_hex, 16),
        ways=_ways(own),
        allow_plain_http=backend.allow_plain_http,
        deadline=backend.deadline_seconds,
    )


def _ways(own: NexudusConfig) -> "Ways":
    from kiosk.backends.nexudus.checkin import PATTERN  # noqa: PLC0415 - the first frame needs no network
    from kiosk.backends.nexudus.open import Ways  # noqa: PLC0415

    return Ways(own.check_in_command, own.check_in_pattern or PATTERN, own.coworker_id, own.page_size)


def _by_relay(settings: Settings) -> bool:
    return settings.config.backend.kind == "nexudus" and bool(settings.config.nexudus.relay)
