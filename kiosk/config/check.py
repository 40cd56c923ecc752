"""What the texts of a config must be like. Each raises ValueError with what was expected; an empty text is none."""

import re
from collections.abc import Container

THEMES = ("bold-light", "bold-dark", "calm-light", "calm-dark", "contrast-light", "contrast-dark")
PLACEHOLDERS = ("red", "green", "blue", "hex", "brightness", "percent", "on", "blink", "state")


def check_hours(text: str) -> None:
    """Opening hours of a week."""
    from kiosk.domain.hours import OpeningHours  # noqa: PLC0415 - needed only where hours are given

    try:
        if text:
            OpeningHours.parse(text)
    except ValueError as wrong:
        message = f'opening hours such as "mon-fri 08:00-18:00, sat 09:00-13:00" ({wrong})'
        raise ValueError(message) from wrong


def check_zone(key: str) -> None:
    """An IANA key."""
    from kiosk.domain.zones import zone_named  # noqa: PLC0415 - needed only where a zone is given

    try:
        if key:
            zone_named(key)
    except ValueError as unknown:
        message = "a time zone such as Europe/Berlin"
        raise ValueError(message) from unknown


def check_mqtt(address: str) -> None:
    """A broker with a topic."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - needed only where an address is given

    message = "an address such as mqtt://host:1883/topic, without a password"
    try:
        parts = urlsplit(address)
        right = parts.scheme in {"mqtt", "mqtts"} and parts.hostname and parts.path.strip("/") and parts.port != 0
    except ValueError as wrong:
        raise ValueError(message) from wrong
    if address and (not right or parts.password is not None):
        raise ValueError(message)


def check_regex(pattern: str) -> None:
    """A regular expression."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as wrong:
        message = f"a regular expression ({wrong})"
        raise ValueError(message) from None


def check_relay(url: str) -> None:
    """The address of a site's relay."""
    _web_address(url, "an address such as http://site-host:8760")


def check_callback(url: str) -> None:
    """Where a server can reach this machine."""
    _web_address(url, "an address such as http://panel-7.example:8765/")


def _web_address(url: str, message: str) -> None:
    from urllib.parse import urlsplit  # noqa: PLC0415 - needed only where an address is given

    try:
        address = urlsplit(url)
        usable = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        raise ValueError(message) from None
    if url and not usable:
        raise ValueError(message)


def check_whole_address(url: str, schemes: Container[str], message: str) -> None:
    """An address of one of these schemes as it goes over a wire, without a user name; `message` is what is said."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - needed only where an address is given

    try:
        parts = urlsplit(url)
        right = parts.scheme in schemes and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        raise ValueError(message) from None
    if url and not (right and url.isascii() and url.isprintable() and " " not in url):
        raise ValueError(message)


def check_listen(text: str) -> None:
    """HOST:PORT."""
    host, colon, port = text.rpartition(":")
    if text and not (colon and host and port.isascii() and port.isdecimal() and 0 < int(port) < 1 << 16):
        raise ValueError("HOST:PORT such as 0.0.0.0:8765")


def check_entry(name: str) -> None:
    """What an entry of a keyring may be called: nothing that a shell reads otherwise, or that is as long as a token."""
    if name and not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,29}", name):
        raise ValueError("the name of an entry: up to 30 letters, digits, dots and hyphens, such as front-desk")


def check_pin_hash(text: str) -> None:
    """The hash of a PIN."""
    if not text:
        return
    from kiosk.setup.pin_hash import parse  # noqa: PLC0415 - needed only where one is given

    if parse(text) is None:
        raise ValueError("what `kiosk pin set --print` says")


def check_night(text: str) -> None:
    """From when to when a night lasts."""
    from kiosk.domain.night import NightHours  # noqa: PLC0415 - needed only where a night is given

    try:
        if text:
            NightHours.parse(text)
    except ValueError as wrong:
        message = f'hours such as "20:00-06:00" ({wrong})'
        raise ValueError(message) from wrong


def check_template(text: str) -> None:
    """A text with placeholders that there are."""
    unknown = [name for name in re.findall(r"\{([a-z_]+)\}", text) if name not in PLACEHOLDERS]
    if unknown:
        message = f"only {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)} in braces, not {{{unknown[0]}}}"
        raise ValueError(message)


def check_lamp(url: str) -> None:
    """An address with placeholders."""
    message = "an address such as http://lamp.example/json/state, without a user name"
    _web_address(url, message)
    if "@" in url.partition("//")[2].partition("/")[0]:
        raise ValueError(message)
    check_template(url)


def check_theme(name: str) -> None:
    """One of the six looks, or a theme file, which is read only when something is shown."""
    if name in THEMES or (name.endswith(".toml") and "\0" not in name):
        return
    from difflib import get_close_matches  # noqa: PLC0415 - needed only where it is none

    near = get_close_matches(name, THEMES, 1)
    message = f"{' or '.join(THEMES)}, or a theme file such as acme.toml" + (f" (nearest: {near[0]})" if near else "")
    raise ValueError(message)


def check_camera(wanted: bool | str) -> None:  # noqa: FBT001 - a value of the config
    """Whether a camera is used, or which."""
    if isinstance(wanted, str) and not wanted.strip():
        raise ValueError("true, false, or a camera's name")
