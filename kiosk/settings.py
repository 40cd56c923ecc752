"""What a config means to the rest of the program: rules, rooms, places on disk."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.backends.base import RoomSettings
from kiosk.clock import Clock, FixedClock
from kiosk.config import BackendConfig, Config
from kiosk.config.file import ConfigError, load
from kiosk.domain.hours import OpeningHours
from kiosk.domain.policy import Policy

NO_FILE = "no config file"


@dataclass(frozen=True, slots=True)
class Settings:
    """A config with the command line applied; `file` is its name for messages, `demo` the demo building.

    `managed` says that whoever starts the program decides what it shows, so that nobody at the screen does; `named` is
    what the command line named itself: `config`, `theme`.
    """

    config: Config
    file: str
    demo: bool
    environment: Mapping[str, str]
    managed: bool = False
    named: frozenset[str] = frozenset()


def settle(options: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    """Find and read the config: `--config`, else $KIOSK_CONFIG, else the user's, else the system's, else the demo.

    Where a folder is named, it is that of many machines, and this one's file is read. Raises ConfigError.
    """
    path = options.config or _standing_file(environment)
    managed = bool(options.config or environment.get("KIOSK_CONFIG") or options.demo)
    if path is None:
        return Settings(_demo(Config()), NO_FILE, demo=True, environment=environment, managed=managed)
    config, path = read_config(path, environment)
    demo = options.demo or (config.backend.kind == "local" and not config.backend.url and config.server.demo)
    named = frozenset({"config"} if options.config else ())
    return Settings(_demo(config) if demo else config, str(path), demo, environment, managed, named)


def read_config(path: Path, environment: Mapping[str, str]) -> tuple[Config, Path]:
    """The config at `path`, and its file; in a folder of many machines' configs this one's. Raises ConfigError."""
    if not path.is_dir():
        return load(path), path
    from kiosk.config.folder import load_folder, machine_name  # noqa: PLC0415 - only where a folder is named

    return load_folder(path, machine_name(environment))


def standing_files(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Where a config is looked for if the command line names none; the first one that is there is read."""
    if named := environment.get("KIOSK_CONFIG"):
        return (Path(named),)
    return user_file(environment), Path("/etc/room-kiosk/config.toml")


def _standing_file(environment: Mapping[str, str]) -> Path | None:
    if named := environment.get("KIOSK_CONFIG"):
        return Path(named)
    return next((place for place in standing_files(environment) if place.is_file()), None)


def user_file(environment: Mapping[str, str]) -> Path:
    """Where this user's config is looked for, and written by a set-up."""
    home = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return home / "room-kiosk" / "config.toml"


def _demo(config: Config) -> Config:
    room, zone = config.panel.room or "1", config.panel.time_zone or "Europe/Berlin"
    panel = replace(config.panel, room=room, time_zone=zone, show_environment=True)
    return replace(config, backend=BackendConfig(kind="local"), server=replace(config.server, demo=True), panel=panel)


def policy_of(config: Config) -> Policy:
    """The rules, as the domain takes them."""
    rules, sync = config.policy, config.sync
    closes = rules.check_in_closes_minutes
    return Policy(
        soon=timedelta(minutes=rules.soon_minutes),
        check_in_opens=timedelta(minutes=rules.check_in_opens_minutes),
        check_in_closes=None if closes is None else timedelta(minutes=closes),
        stale_after=timedelta(seconds=sync.stale_after_seconds),
        unknown_after=timedelta(seconds=sync.unknown_after_seconds),
    )


def room_settings(config: Config) -> RoomSettings:
    """What only the config knows of rooms. Reads the system's time zone where none is configured."""
    rooms, hours = config.rooms, config.policy.open_hours
    return RoomSettings(
        time_zone=panel_zone(config),
        time_zones={room: one.time_zone for room, one in rooms.items() if one.time_zone},
        hours=OpeningHours.parse(hours) if hours else None,
        room_hours={room: OpeningHours.parse(one.open_hours) for room, one in rooms.items() if one.open_hours},
        emails={room: one.email for room, one in rooms.items() if one.email},
        show_subject=config.policy.show_subject,
        show_organizer=config.policy.show_organizer,
    )


def panel_zone(config: Config) -> str:
    """The IANA key of the zone that a screen's times are in where a room has none of its own."""
    return config.panel.time_zone or system_zone()


def tags_zone(config: Config) -> ZoneInfo:
    """The zone that the service of e-paper signs counts its days and quiet hours in."""
    return ZoneInfo(config.tags.time_zone or panel_zone(config))


def system_zone() -> str:
    """The IANA key of the system's time zone, UTC where the system does not tell."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only where no zone is configured

    try:
        return get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"


def watched_rooms(config: Config) -> tuple[str, ...]:
    """The rooms that the config names, the panel's own first; empty where it names none."""
    named = [config.panel.room, *config.rooms, *(tag.room for tag in config.tags.tag)]
    return tuple(dict.fromkeys(room for room in named if room))


def panel_room(settings: Settings, asked: str | None) -> str:
    """The room of a door panel. Raises ConfigError where neither the command line nor the config says."""
    if room := asked or settings.config.panel.room:
        return room
    expected = "the id of the room that the panel hangs at (`kiosk rooms` lists them)"
    raise ConfigError(settings.file, "[panel] room", "nothing", expected)


def clock_for(at: datetime | None, config: Config) -> Clock:
    """The running clock, or one that stands at `at` (without an offset: in the rooms' time zone)."""
    if at is None:
        return Clock()
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(panel_zone(config)))
    return FixedClock(at.astimezone(UTC))


def data_dir(settings: Settings) -> Path:
    """Where state is kept: [panel] data_dir, else $KIOSK_DATA_DIR, else the system's place, made when missing."""
    named = settings.config.panel.data_dir or settings.environment.get("KIOSK_DATA_DIR", "")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_state_path  # noqa: PLC0415 - only where no folder is named

    return user_state_path("room-kiosk", appauthor=False)
