"""The gateways that a config names, opened: nothing is asked of them yet. All mistakes are named at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import assert_never
from urllib.parse import urlsplit

from kiosk.backends.http.address import Address, parse_address, split_target
from kiosk.clock import Clock
from kiosk.config.tags import GatewayConfig
from kiosk.private.file import closed, open_to_others
from kiosk.tags.gateways.command import Command
from kiosk.tags.gateways.folder import Folder
from kiosk.tags.gateways.gateway import Gateway
from kiosk.tags.gateways.http import HttpPush
from kiosk.tags.gateways.line import Line
from kiosk.tags.gateways.minew import Minew, MinewPaths, MinewStore
from kiosk.tags.gateways.minew_session import MinewLogin, MinewSession
from kiosk.tags.gateways.opendisplay import PORT, OpenDisplay
from kiosk.tags.gateways.openepaperlink import OpenEPaperLink
from kiosk.tags.gateways.trmnl import Trmnl
from kiosk.tags.rules import Rules

PULL_SECONDS = 300
_QUARTER = timedelta(minutes=15)
_AFTER_QUARTER = 15
_PATHS = frozenset({"login", "labels", "update", "logs"})


@dataclass(frozen=True, slots=True)
class Openings:
    """What gateways are opened with: `secret` makes the keys of devices that fetch their signs themselves."""

    clock: Clock
    rules: Rules
    secret: bytes
    environment: Mapping[str, str]


def open_gateways(
    configs: Sequence[GatewayConfig], tags: Mapping[str, Sequence[str]], how: Openings
) -> tuple[dict[str, Gateway], tuple[str, ...]]:
    """The gateways by their names, and a sentence for each mistake; `tags` are each one's tags by their ids."""
    found, mistakes = dict[str, Gateway](), list[str]()
    for index, config in enumerate(configs):
        where = f'gateway "{config.name}"' if config.name else f"gateway {index + 1}"
        if not config.name or config.name in found:
            mistakes.append(f"{where}: its name is {'there twice' if config.name else 'missing'}")
            continue
        try:
            found[config.name] = _opened(config, tuple(tags.get(config.name, ())), how)
        except ValueError as wrong:
            mistakes.append(f"{where}: {wrong}")
    if sum(config.kind == "trmnl" for config in configs) > 1:
        mistakes.append("there is more than one gateway of kind trmnl; one serves every such device")
    return found, tuple(mistakes)


def _opened(config: GatewayConfig, tags: tuple[str, ...], how: Openings) -> Gateway:
    """Raises ValueError with what is wrong."""
    match config.kind:
        case "openepaperlink":
            return OpenEPaperLink(_address(config.url, plain=True), how.clock)
        case "opendisplay":
            return _display(config, tags)
        case "trmnl":
            return _pulled(config, how)
        case "minew":
            return _minew(config, how.clock)
        case "http":
            return _push(config, how.clock)
        case "folder":
            return _folder(config, how.clock)
        case "command":
            return _command(config, how.environment)
        case other:
            assert_never(other)


def pull_pause(rules: Rules) -> Callable[[datetime], int]:
    """After how many seconds a device asks again: soon, and just after each quarter of an hour; at night, after it."""

    def pause(at: datetime) -> int:
        quiet = rules.quiet_for(rules.moment(at, 0.0))
        if quiet > 0.0:
            return round(quiet) + _AFTER_QUARTER
        quarter = timedelta(minutes=at.minute % 15, seconds=at.second)
        return min(PULL_SECONDS, round((_QUARTER - quarter).total_seconds()) + _AFTER_QUARTER)

    return pause


def _display(config: GatewayConfig, tags: tuple[str, ...]) -> Gateway:
    try:
        parts = urlsplit(config.url)
        right, port = parts.scheme == "tcp" and parts.hostname and parts.path in {"", "/"}, parts.port or PORT
    except ValueError:
        right, port, parts = False, PORT, urlsplit("")
    if not right or parts.hostname is None:
        raise ValueError(f'found the address "{config.url}", expected one like tcp://display.example:{PORT}')
    if len(tags) > 1:
        raise ValueError(f"found {len(tags)} tags, expected one: such a gateway is a single display")
    return OpenDisplay(next(iter(tags), config.name), parts.hostname, port)


def _minew(config: GatewayConfig, clock: Clock) -> Gateway:
    for key in ("user", "password_file", "store", "template"):
        if not getattr(config, key):
            raise ValueError(f"found no {key}, which kind minew needs")
    if unknown := sorted(config.paths.keys() - _PATHS):
        raise ValueError(f"found the path {unknown[0]}, expected one of {', '.join(sorted(_PATHS))}")
    login = MinewLogin(config.user, _secret(config.password_file))
    if own := config.paths.get("login"):
        login = replace(login, path=own)
    line = Line(_address(config.url, plain=config.allow_plain_http), clock)
    paths = MinewPaths(**{name: path for name, path in config.paths.items() if name != "login"})
    return Minew(MinewSession(line, login), MinewStore(config.store, config.template, config.records), paths)


def _push(config: GatewayConfig, clock: Clock) -> Gateway:
    origin, target = split_target(config.url)
    address = _address(origin, plain=True)
    secret = _secret(config.secret_file).encode() if config.secret_file else b""
    return HttpPush(Line(address, clock), target, secret, clock)


def _pulled(config: GatewayConfig, how: Openings) -> Gateway:
    if config.url:
        _address(config.url, plain=True)
    return Trmnl(how.secret, pull_pause(how.rules), how.clock)


def _folder(config: GatewayConfig, clock: Clock) -> Gateway:
    if not (folder := config.path or config.url):
        raise ValueError("found no path, expected the folder that signs are written into")
    return Folder(Path(folder).expanduser(), clock)


def _command(config: GatewayConfig, environment: Mapping[str, str]) -> Gateway:
    if not config.command:
        raise ValueError('found no command, expected one like ["/usr/local/bin/show", "{tag}"]')
    return Command(config.command, environment)


def _address(url: str, *, plain: bool) -> Address:
    try:
        return parse_address(url, allow_plain_http=plain)
    except ValueError as wrong:
        raise ValueError(str(wrong).replace("the server's address", "its address", 1)) from None


def _secret(path: str) -> str:
    file = Path(path).expanduser()
    if open_to_others(file):
        raise ValueError(f"every user of this machine may read {path}; expected {closed(file)}")
    try:
        text = file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text:
        raise ValueError(f"{path} cannot be read, or is empty; expected a file with the secret alone")
    return text
