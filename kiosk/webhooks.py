"""A webhook as a section of the config describes it. Never says its address beyond the host, nor its secret."""

from pathlib import Path
from typing import Protocol

from kiosk.backends.http.address import parse_address, split_target
from kiosk.backends.webhook import Webhook
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.private.file import refuse_open


class WebhookConfig(Protocol):
    """The settings of a section that names a webhook."""

    @property
    def webhook_url(self) -> str: ...  # noqa: D102 - as the section documents it
    @property
    def webhook_secret_file(self) -> str: ...  # noqa: D102
    @property
    def allow_plain_http(self) -> bool: ...  # noqa: D102


def open_webhook(config: WebhookConfig, section: str, file: str, clock: Clock) -> Webhook:
    """The webhook of `[section]`. Raises ConfigError for an address or a secret that cannot be used."""
    origin, target = split_target(config.webhook_url)
    try:
        address = parse_address(origin, allow_plain_http=config.allow_plain_http)
    except ValueError as wrong:
        raise ConfigError(file, f"[{section}] webhook_url", "an address that cannot be used", str(wrong)) from None
    return Webhook(address, target, _secret(config.webhook_secret_file, section, file), clock)


def _secret(named: str, section: str, file: str) -> bytes:
    if not named:
        return b""
    path = Path(named).expanduser()
    key = f"[{section}] webhook_secret_file"
    refuse_open(path, key, file)
    try:
        secret = path.read_bytes().strip()
    except OSError as problem:
        found = f"{path} ({(problem.strerror or 'unreadable').lower()})"
        raise ConfigError(file, key, found, "a file with the secret") from None
    if not secret:
        raise ConfigError(file, key, f"{path}, which is empty", "a file with the secret")
    return secret
