"""The lamp that a config names. Knows no state."""

from pathlib import Path
from typing import assert_never
from urllib.parse import urlsplit

from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.config.night import LightbarConfig
from kiosk.lights.bar import LightBar
from kiosk.private.file import refuse_open


def open_light_bar(config: LightbarConfig, clock: Clock, file: str) -> LightBar | None:
    """None where there is none; `file` is the config's name for messages. Raises ConfigError."""
    match config.kind:
        case "":
            return None
        case "http":
            return _over_http(config, clock, file)
        case "command":
            from kiosk.lights.command import CommandLightBar  # noqa: PLC0415 - only where one is named

            return CommandLightBar(config.command)
    assert_never(config.kind)


def _over_http(config: LightbarConfig, clock: Clock, file: str) -> LightBar:
    from kiosk.backends.http.address import parse_address  # noqa: PLC0415 - only where one is named
    from kiosk.backends.lamp import Lamp  # noqa: PLC0415
    from kiosk.lights.http import HttpLightBar, LampWords  # noqa: PLC0415

    token, parts = _token(config, file), urlsplit(config.url)
    origin = f"{parts.scheme}://{parts.netloc}"
    try:
        address = parse_address(origin, allow_plain_http=not token or config.allow_plain_http)
    except ValueError as wrong:
        raise ConfigError(file, "[lightbar] url", "something that cannot be used", str(wrong)) from None
    target = config.url.partition("#")[0].removeprefix(origin)
    target = target if target.startswith("/") else f"/{target}"
    body = "" if config.method == "GET" else config.body
    return HttpLightBar(Lamp(address, clock), LampWords(config.method, target, config.headers, body, token))


def _token(config: LightbarConfig, file: str) -> str:
    if not config.token_file:
        return ""
    path = Path(config.token_file).expanduser()
    refuse_open(path, "[lightbar] token_file", file)
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        token = ""
    if not token or not token.isascii() or not token.isprintable():
        expected = "a file that can be read, with a token alone on one line"
        raise ConfigError(file, "[lightbar] token_file", config.token_file, expected)
    return token
