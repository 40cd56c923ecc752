"""Every setting, once: frozen sections whose fields each carry the sentence that documents them."""

# ruff: noqa: RUF009 - `doc` makes a field, not a value

from dataclasses import dataclass
from typing import Literal

from kiosk.config.check import (
    THEMES,
    check_callback,
    check_camera,
    check_entry,
    check_hours,
    check_listen,
    check_mqtt,
    check_pin_hash,
    check_regex,
    check_relay,
    check_theme,
    check_zone,
)
from kiosk.config.field import doc
from kiosk.config.hosts import HostsConfig, PrinterConfig
from kiosk.config.night import DisplayConfig, LightbarConfig
from kiosk.config.reception import ReceptionConfig
from kiosk.config.report import ReportConfig
from kiosk.config.tags import TagsConfig

__all__ = ["THEMES"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendConfig:
    """Where the rooms come from."""

    kind: Literal["offision", "nexudus", "local"] = doc("The building's system.", "local")
    url: str = doc(
        "Its address, https:// (or http:// on this machine); empty with kind local: run the server here.", ""
    )
    auth: Literal["header", "basic"] = doc(
        "How the token is sent: as it is, or as the user name of HTTP Basic.", "header"
    )
    token_file: str = doc("A file that holds the token; else $KIOSK_TOKEN or the credential kiosk-token.", "")
    token_keyring: str = doc(
        "In place of a file: the token's entry in [the system's keyring](security.md#the-keyring).",
        "",
        check=check_entry,
        secret=True,
    )
    deadline_seconds: float = doc("How long one request may take in all.", 10.0, least=0.5, most=120.0)
    celsius_unit: Literal[0, 1] = doc(
        "Which of the two numbers of a temperature's unit is °C; Offision's reference does not say.", 0
    )
    allow_plain_http: bool = doc(
        "Send the token over plain http to another machine. Anyone in between can read it.", default=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OffisionConfig:
    """What differs between Offision servers."""

    paths: dict[str, str] = doc("The path of an operation, where your server's differs from the default.", {})
    booking_resource: Literal["id", "accessId", "email"] = doc("What names a room when a booking is made.", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class NexudusConfig:
    """How to reach a Nexudus account."""

    username: str = doc("The user that the panel acts as.", "")
    password_file: str = doc("A file that holds that user's password.", "")
    password_keyring: str = doc(
        "In place of a file: an entry of the system's keyring.", "", check=check_entry, secret=True
    )
    client_id: str = doc("Your own client id for bearer tokens.", "")
    check_in_command: str = doc("The key of the check-in command, where its name does not tell.", "")
    check_in_pattern: str = doc(
        "What the name of that command looks like, as a regular expression.", "", check=check_regex
    )
    coworker_id: int | None = doc("The id of the customer for whom bookings are made at the door.", None)
    page_size: int = doc("How many records of a list are asked for at once.", 500, least=1, most=1000)
    panels: int = doc("How many programs like this one use the account at once.", 1, least=1, most=15)
    relay: str = doc(
        "The address that the site's `kiosk relay` prints; then no user is needed here.", "", check=check_relay
    )
    relay_token_file: str = doc("A file that holds the relay's token; else as for [backend] token_file.", "")
    relay_token_keyring: str = doc(
        "In place of a file: an entry of the system's keyring.", "", check=check_entry, secret=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelConfig:
    """The screen at the door."""

    room: str = doc("The id of the room that the panel hangs at.", "")
    time_zone: str = doc("The time zone of the rooms; empty: the system's.", "", check=check_zone)
    language: str = doc("The language on the screen, as a tag such as de or zh-Hant.", "en")
    theme: str = doc(
        "Whole-screen colour (bold-), a coloured edge (calm-) or black and white (contrast-), each -light or -dark; "
        "or a [theme file](theming.md) beside this one, such as acme.toml.",
        "bold-dark",
        check=check_theme,
    )
    time_format: Literal["24h", "12h"] = doc("How times are written.", "24h")
    occupied_purple: bool = doc("Show occupied in purple, for those who confuse red and green.", default=False)
    reduced_motion: bool = doc("Change without any movement.", default=False)
    show_environment: bool = doc("Show temperature, CO₂ and noise, where a sensor measures them.", default=False)
    settings: bool = doc("Offer the settings on the screen, behind a PIN.", default=True)
    pin_hash: str = doc(
        "The settings' PIN as `kiosk pin set --print` says it; empty: the one chosen on the screen.",
        "",
        check=check_pin_hash,
    )
    camera: bool | str = doc(
        "Let a set-up's code be held before a camera, where the extra camera is installed; or that camera's name.",
        default=True,
        check=check_camera,
    )
    data_dir: str = doc("Where the last good answers are kept; empty: the system's place for program state.", "")
    metrics: str = doc(
        'HOST:PORT at which a Prometheus collector finds how this screen is, as "127.0.0.1:9751"; empty: nowhere.',
        "",
        check=check_listen,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomConfig:
    """What differs in one room."""

    time_zone: str = doc("The room's own time zone.", "", check=check_zone)
    open_hours: str = doc("The room's own opening hours.", "", check=check_hours)
    email: str = doc("The room's own mail address, where [offision] booking_resource is email.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyConfig:
    """The building's rules."""

    soon_minutes: float = doc(
        "How long before a meeting a free room says that it is about to start.", 10.0, least=0, most=1440
    )
    check_in_opens_minutes: float = doc(
        "How long before its start a booking may be checked in.", 10.0, least=0, most=1440
    )
    check_in_closes_minutes: float | None = doc(
        "How long after its start a booking may be checked in, where the backend does not say.",
        None,
        least=0,
        most=1440,
    )
    show_subject: bool = doc("Show what a meeting is about.", default=True)
    show_organizer: bool = doc("Show who called a meeting.", default=True)
    allow_cancel: bool = doc("Let anybody at the door cancel a meeting, where the backend can.", default=False)
    open_hours: str = doc(
        'When rooms are open, as "mon-fri 08:00-18:00, sat 09:00-13:00"; empty: always.', "", check=check_hours
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncConfig:
    """How the rooms are kept up to date."""

    poll_seconds: float = doc("How often the rooms are asked for.", 15.0, least=1, most=3600)
    stale_after_seconds: float = doc("Data older than this show their age.", 90.0, least=1, most=86400)
    unknown_after_seconds: float = doc(
        "Data older than this are not trusted: the room is unknown.", 900.0, least=1, most=86400
    )
    callback_url: str = doc(
        "Where the server can reach this machine with change hints; empty: only poll.", "", check=check_callback
    )
    callback_listen: str = doc(
        "HOST:PORT to listen on for hints; empty: every address, the port of callback_url.", "", check=check_listen
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceConfig:
    """How the panel knows that somebody is there, for the server and for a screen that is dim."""

    sensor: str = doc("The access id of the occupancy sensor that the panel reports as; empty: it reports nothing.", "")
    touch: bool = doc("A touch on the screen counts as motion.", default=True)
    command: tuple[str, ...] = doc(
        'A program that goes on running and writes a line at each change: 1, 0 or {"motion": true}.', ()
    )
    mqtt: str = doc("A topic that says the same, as mqtt://user@host:1883/topic (or mqtts://).", "", check=check_mqtt)
    mqtt_password_file: str = doc("A file that holds the password of that user.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerConfig:
    """The embedded local server."""

    data: str = doc("Its data file; empty: beside the other program state.", "")
    demo: bool = doc("Serve the demo building instead.", default=False)
    seed: str = doc("Which demo building; any word.", "spreehaus")
    auto_check_in: bool = doc("Check a running booking in when its room's sensor sees motion.", default=False)
    release_after_minutes: int | None = doc(
        "Release a booking that nobody checked in this long after its start; empty: never.", None, least=1, most=1440
    )
    keep_visits_days: int = doc("How long visits are kept after they ended.", 30, least=1, most=3650)


@dataclass(frozen=True, slots=True, kw_only=True)
class LobbyConfig:
    """The screen in the lobby."""

    building: str = doc("The building whose rooms it shows, by its name; empty: every building.", "")
    floor: str = doc("The floor whose rooms it shows, by its name; empty: every floor.", "")
    title: str = doc("What stands at the top; empty: the building and the floor.", "")
    page_seconds: float = doc("How long a page stays where there are more rooms than fit.", 12.0, least=3, most=600)
    show_visitors: bool = doc(
        "Say how many visitors today has, where the building's system counts them.", default=False
    )
    directions: dict[str, str] = doc("The way to a room in a word or two, by its id.", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that can be set, as read from one TOML file."""

    backend: BackendConfig = doc("Where the rooms come from.", BackendConfig())
    offision: OffisionConfig = doc("Offision only.", OffisionConfig())
    nexudus: NexudusConfig = doc("Nexudus only.", NexudusConfig())
    panel: PanelConfig = doc("The door panel.", PanelConfig())
    rooms: dict[str, RoomConfig] = doc("What differs in one room, by its id.", {})
    policy: PolicyConfig = doc("The building's rules.", PolicyConfig())
    sync: SyncConfig = doc("Keeping up to date.", SyncConfig())
    presence: PresenceConfig = doc("Telling that somebody is there.", PresenceConfig())
    display: DisplayConfig = doc("How bright the screen is.", DisplayConfig())
    lightbar: LightbarConfig = doc("A lamp at the door.", LightbarConfig())
    report: ReportConfig = doc("Problem reports.", ReportConfig())
    server: ServerConfig = doc("The local server.", ServerConfig())
    reception: ReceptionConfig = doc("The reception screen.", ReceptionConfig())
    hosts: HostsConfig = doc("Telling hosts of their visitors.", HostsConfig())
    printer: PrinterConfig = doc("Printing visitors' badges.", PrinterConfig())
    lobby: LobbyConfig = doc("The lobby screen.", LobbyConfig())
    tags: TagsConfig = doc("The e-paper tags.", TagsConfig())
