"""What a panel senses beside the agenda, put together as the config says: the room's air, and who is there."""

import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, Protocol

from kiosk.backends.base import Backend
from kiosk.backends.senses import HasEnvironment, TakesPresence
from kiosk.clock import Clock
from kiosk.config import PresenceConfig
from kiosk.config.file import ConfigError
from kiosk.domain.environment import Environment
from kiosk.private.file import refuse_open
from kiosk.settings import Settings
from kiosk.sync.environment import EnvironmentFeed
from kiosk.sync.presence import Presence

_log = logging.getLogger(__name__)
Task = Callable[[], Coroutine[Any, Any, None]]


class Near(Protocol):
    """Wants to know when a source says that somebody is near, or not any more."""

    def __call__(self, source: str, *, motion: bool) -> None:
        """Called in the loop's thread."""
        ...


class Senses:
    """The tasks of one panel's senses, as far as its backend has the ability; `touched` wants to know of touches.

    `near` hears of presence too, and also where the backend cannot be told of it.
    """

    def __init__(
        self, settings: Settings, backend: Backend, clock: Clock, rng: Random, near: Near | None = None
    ) -> None:
        self._settings = settings
        self._backend = backend
        self._clock = clock
        self._rng = rng
        self._near = near
        self.touched: Callable[[], None] | None = None

    def tasks(self, room: str, on_environment: Callable[[tuple[Environment, ...]], None]) -> list[Task]:
        """What is to run until it is cancelled; sets `touched`. Raises ConfigError for a source that cannot be used."""
        return [*self._environment(room, on_environment), *self._presence()]

    def _environment(self, room: str, show: Callable[[tuple[Environment, ...]], None]) -> Iterator[Task]:
        backend = self._backend
        if not self._settings.config.panel.show_environment:
            return
        if not backend.capabilities.environment or not isinstance(backend, HasEnvironment):
            _log.warning("Environment: this building's system cannot be asked for it, so the panel does not show it.")
        else:
            yield EnvironmentFeed(backend, (room,), self._clock, self._rng, show).run

    def _presence(self) -> Iterator[Task]:
        presence = self._reported()
        listeners: list[Near] = [] if presence is None else [presence.sensed]
        if self._near is not None:
            listeners.append(self._near)
        if listeners:
            yield from self._sources(listeners)
        if presence is not None:
            if self._settings.config.presence.touch:
                self.touched = presence.motion
            yield presence.run

    def _reported(self) -> Presence | None:
        """What tells the server, where that is wanted and can be done."""
        backend, sensor = self._backend, self._settings.config.presence.sensor
        if not sensor:
            return None
        if not backend.capabilities.presence or not isinstance(backend, TakesPresence):
            _log.warning("Presence: this building's system cannot be told of it, so the panel does not report it.")
            return None
        return Presence(backend, sensor, self._clock, self._rng)

    def _sources(self, listeners: Sequence[Near]) -> Iterator[Task]:
        config = self._settings.config.presence

        def heard(source: str) -> Callable[[bool], None]:
            def tell(motion: bool) -> None:  # noqa: FBT001 - the one argument of a callback
                for listener in listeners:
                    listener(source, motion=motion)

            return tell

        if config.command:
            from kiosk.sync.presence_command import CommandSource  # noqa: PLC0415 - only where one is named

            yield CommandSource(config.command, self._clock, heard("command")).run
        if config.mqtt:
            yield self._mqtt(config, heard("mqtt"))

    def _mqtt(self, config: PresenceConfig, on_motion: Callable[[bool], None]) -> Task:
        try:
            from kiosk.sync.presence_mqtt import MqttSource  # noqa: PLC0415 - an extra, only where a topic is named
        except ImportError:
            expected = "the MQTT client with it: `pip install room-kiosk[mqtt]`"
            raise ConfigError(self._settings.file, "[presence] mqtt", "a topic", expected) from None
        return MqttSource(config.mqtt, self._password(config.mqtt_password_file), on_motion).run

    def _password(self, file: str) -> str:
        if not file:
            return ""
        path, key = Path(file).expanduser(), "[presence] mqtt_password_file"
        refuse_open(path, key, self._settings.file)
        try:
            return path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError):
            expected = "a file with a password that can be read"
            raise ConfigError(self._settings.file, key, file, expected) from None
