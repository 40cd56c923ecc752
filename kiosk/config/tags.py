"""The settings of the e-paper tags: the gateways, the tags, and when they are left alone."""

# ruff: noqa: RUF009 - `doc` makes a field, not a value

from dataclasses import dataclass
from typing import Literal

from kiosk.config.check import check_listen, check_night, check_zone
from kiosk.config.field import doc


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayConfig:
    """One way to e-paper tags."""

    name: str = doc("A name of your own.", "")
    kind: Literal["openepaperlink", "opendisplay", "trmnl", "minew", "http", "folder", "command"] = doc(
        "What it is.", "folder"
    )
    url: str = doc(
        "Its address: http(s)://…, or tcp://host:2446 for opendisplay; for trmnl the one that devices reach us by.", ""
    )
    path: str = doc("Of kind folder: where the signs are written.", "")
    command: tuple[str, ...] = doc(
        "Of kind command: a program and its arguments, with {tag}, {face}, {width}, {height}, {palette} filled in.", ()
    )
    secret_file: str = doc("Of kind http: a file with the secret that signs what is sent; empty: unsigned.", "")
    user: str = doc("Of kind minew: who logs in.", "")
    password_file: str = doc("Of kind minew: a file with that user's password.", "")
    store: str = doc("Of kind minew: the id of the store.", "")
    template: dict[str, str] = doc(
        "Of kind minew: what each field of the server's template says, as {room}, {status} or {title}.", {}
    )
    records: dict[str, str] = doc("Of kind minew: the data record of a tag, by the tag's id; else that id.", {})
    paths: dict[str, str] = doc("Of kind minew: paths that differ on your server: login, labels, update, logs.", {})
    controller: str = doc(
        "The server's e-paper controller whose tags it carries, by id or name; empty: its own name.", ""
    )
    panel: str = doc("The panel of those tags, where no [[tags.tag]] says another; `kiosk tags panels` lists them.", "")
    rotation: Literal[0, 90, 180, 270] = doc("How those tags hang, in degrees clockwise.", 0)
    allow_plain_http: bool = doc(
        "Send the password over plain http to another machine. Anyone in between can read it.", default=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TagConfig:
    """One e-paper tag."""

    id: str = doc("The gateway's name for it.", "")
    gateway: str = doc("The name of its gateway.", "")
    room: str = doc("The id of its room.", "")
    panel: str = doc("A panel that the program knows.", "")
    width: int | None = doc("Pixels across, where the panel is not known.", None, least=16, most=8192)
    height: int | None = doc("Pixels down, where the panel is not known.", None, least=16, most=8192)
    palette: Literal["", "bw", "bwr", "bwy", "bwry", "spectra6", "acep7"] = doc("Its inks.", "")
    rotation: Literal[0, 90, 180, 270] = doc("How it hangs, in degrees clockwise.", 0)
    language: str = doc("The language on it; empty: what the server says of its own tags, else English.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsConfig:
    """The e-paper tag service."""

    quiet_hours: str = doc('When tags are left alone, as "20:00-06:00"; empty: never.', "", check=check_night)
    time_zone: str = doc("The time zone of the quiet hours; empty: the panel's.", "", check=check_zone)
    listen: str = doc(
        "HOST:PORT at which devices of kind trmnl fetch their signs; empty: the port of that gateway's url.",
        "",
        check=check_listen,
    )
    announce_soon: bool = doc(
        "Draw a sign also when a meeting is about to start; it costs a drawing a meeting.", default=False
    )
    refreshes_a_day: int = doc(
        "How often a day a tag is drawn; beyond it only when its room gets free or taken, or its words are over.",
        12,
        least=1,
        most=1000,
    )
    from_server: bool = doc("Take tags and their rooms from the server's e-paper controllers.", default=False)
    metrics: str = doc(
        'HOST:PORT at which a Prometheus collector finds how the tags are, as "127.0.0.1:9750"; empty: nowhere.',
        "",
        check=check_listen,
    )
    gateway: tuple[GatewayConfig, ...] = doc("The gateways.", ())
    tag: tuple[TagConfig, ...] = doc("The tags.", ())
