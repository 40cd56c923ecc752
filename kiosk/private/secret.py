"""Finds the token or the password, and never says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.config import BackendConfig, Config, NexudusConfig
from kiosk.config.file import ConfigError
from kiosk.config.hosts import HostsConfig
from kiosk.private.file import refuse_open

CREDENTIAL, PASSWORD_CREDENTIAL, MAIL_CREDENTIAL = "kiosk-token", "kiosk-password", "kiosk-mail-password"
_PLACES = (
    f"the token in a file named here, in the keyring, in $KIOSK_TOKEN, or in the service's credential {CREDENTIAL}"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What the config names for one secret: a file, an entry of the keyring, or neither; never both.

    `key` is what both keys begin with, such as `[backend] token`.
    """

    key: str
    file: str
    entry: str

    @property
    def place(self) -> str:
        """Where that is, for people; empty where nothing is named."""
        return f'the keyring\'s entry "{self.entry}"' if self.entry else str(self.path or "")

    @property
    def path(self) -> Path | None:
        """The file."""
        return Path(self.file).expanduser() if self.file else None


def read_token(backend: BackendConfig, environment: Mapping[str, str], file: str) -> str:
    """The backend's token: from $KIOSK_TOKEN, else `token_file` or `token_keyring`, else the service's credential.

    `file` is the config's name for messages. Raises ConfigError when there is none, or one that no header can carry.
    A keyring may take its time (`kiosk.private.entry.PATIENCE`).
    """
    return _token(_backends(backend), environment, file)


def read_relay_token(nexudus: NexudusConfig, environment: Mapping[str, str], file: str) -> str:
    """The token of the site's relay, from the same places as a backend's, `relay_token_…` in place of its keys.

    Raises ConfigError as `read_token` does.
    """
    return _token(_relays(nexudus), environment, file)


def token_named(config: Config) -> Named:
    """What the config names for the token that is sent: the relay's with Nexudus, else the backend's."""
    return _relays(config.nexudus) if config.backend.kind == "nexudus" else _backends(config.backend)


def token_place(named: Named, environment: Mapping[str, str]) -> str:
    """Where `read_token` finds what it reads, in the same order; empty where there is nothing. Reads no token."""
    if environment.get("KIOSK_TOKEN", "").strip():
        return "$KIOSK_TOKEN"
    if named.place:
        return named.place
    credential = _credential(CREDENTIAL, environment)
    return f"the service's credential {CREDENTIAL}" if credential and credential.exists() else ""


def read_password(nexudus: NexudusConfig, environment: Mapping[str, str], file: str) -> str:
    """The password of the Nexudus user: $KIOSK_PASSWORD, else `password_file`, `password_keyring`, the credential.

    Raises ConfigError when there is none.
    """
    if password := environment.get("KIOSK_PASSWORD", ""):
        return password
    named = Named("[nexudus] password", nexudus.password_file, nexudus.password_keyring)
    expected = "the password in a file named here, in the keyring, in $KIOSK_PASSWORD, or in the credential "
    return _password(named, PASSWORD_CREDENTIAL, environment, file, expected + PASSWORD_CREDENTIAL)


def read_mail_password(hosts: HostsConfig, environment: Mapping[str, str], file: str) -> str:
    """The password of the mail server's user: `mail_password_file`, `mail_password_keyring`, else the credential.

    Raises ConfigError as `read_password` does.
    """
    named = Named("[hosts] mail_password", hosts.mail_password_file, hosts.mail_password_keyring)
    expected = f"a file with the password of mail_user, an entry of the keyring, or the credential {MAIL_CREDENTIAL}"
    return _password(named, MAIL_CREDENTIAL, environment, file, expected)


def _backends(backend: BackendConfig) -> Named:
    return Named("[backend] token", backend.token_file, backend.token_keyring)


def _relays(nexudus: NexudusConfig) -> Named:
    return Named("[nexudus] relay_token", nexudus.relay_token_file, nexudus.relay_token_keyring)


def _credential(name: str, environment: Mapping[str, str]) -> Path | None:
    folder = environment.get("CREDENTIALS_DIRECTORY", "")
    return Path(folder) / name if folder else None


def _password(named: Named, credential: str, environment: Mapping[str, str], file: str, expected: str) -> str:
    """What the entry, the file or the credential holds, but for its line's end. Raises ConfigError."""
    if named.entry:
        return _from_keyring(named, environment, file)
    key, path = f"{named.key}_file", named.path or _credential(credential, environment)
    if path is None:
        raise ConfigError(file, key, "no password", expected)
    refuse_open(path, key, file)
    try:
        password = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(file, key, f"{path}, which cannot be read", expected) from None
    if not password:
        raise ConfigError(file, key, "no password", expected)
    return password


def _token(named: Named, environment: Mapping[str, str], file: str) -> str:
    if token := environment.get("KIOSK_TOKEN", "").strip():
        return _usable(token, "$KIOSK_TOKEN", file)
    if named.entry:
        return _usable(_from_keyring(named, environment, file).strip(), f"{named.key}_keyring", file)
    key, credential = f"{named.key}_file", _credential(CREDENTIAL, environment)
    if named.path:
        return _from_file(named.path, key, file)
    if credential and credential.exists():
        return _from_file(credential, key, file)
    raise ConfigError(file, key, "no token", _PLACES)


def _from_keyring(named: Named, environment: Mapping[str, str], file: str) -> str:
    from kiosk.private.entry import read_entry  # noqa: PLC0415 - only where an entry is named

    return read_entry(named.entry, f"{named.key}_keyring", environment, file)


def _from_file(path: Path, key: str, file: str) -> str:
    refuse_open(path, key, file)
    try:
        token = path.read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise ConfigError(file, key, f"{path} ({(problem.strerror or 'unreadable').lower()})", _PLACES) from None
    except UnicodeDecodeError:
        raise ConfigError(file, key, f"{path}, which is not text", _PLACES) from None
    if not token:
        raise ConfigError(file, key, f"{path}, which is empty", _PLACES)
    return _usable(token, key, file)


def _usable(token: str, key: str, file: str) -> str:
    if not token.isascii() or not token.isprintable() or " " in token:
        raise ConfigError(
            file, key, "a token with spaces, line breaks or other than ASCII characters", "the token alone, on one line"
        )
    return token
