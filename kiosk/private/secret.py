"""Finds the token or the password, and never says it."""

from collections.abc import Mapping
from pathlib import Path

from kiosk.config import BackendConfig, NexudusConfig
from kiosk.config.file import ConfigError
from kiosk.config.hosts import HostsConfig
from kiosk.private.file import refuse_open

CREDENTIAL, PASSWORD_CREDENTIAL, MAIL_CREDENTIAL = "kiosk-token", "kiosk-password", "kiosk-mail-password"
_PLACES = f"the token in a file named here, in $KIOSK_TOKEN, or in the service's credential {CREDENTIAL}"


def read_token(backend: BackendConfig, environment: Mapping[str, str], file: str) -> str:
    """The backend's token: from $KIOSK_TOKEN, else `token_file`, else the service manager's credential.

    `file` is the config's name for messages. Raises ConfigError when there is none, or one that no header can carry.
    """
    return _token(backend.token_file, "[backend] token_file", environment, file)


def read_relay_token(nexudus: NexudusConfig, environment: Mapping[str, str], file: str) -> str:
    """The token of the site's relay, from the same places as a backend's, `relay_token_file` in place of its file.

    Raises ConfigError as `read_token` does.
    """
    return _token(nexudus.relay_token_file, "[nexudus] relay_token_file", environment, file)


def token_place(named: str, environment: Mapping[str, str]) -> str:
    """Where `read_token` finds what it reads, in the same order; empty where there is nothing. Reads no token."""
    if environment.get("KIOSK_TOKEN", "").strip():
        return "$KIOSK_TOKEN"
    if named:
        return str(Path(named).expanduser())
    folder = environment.get("CREDENTIALS_DIRECTORY", "")
    return f"the service's credential {CREDENTIAL}" if folder and (Path(folder) / CREDENTIAL).exists() else ""


def read_password(nexudus: NexudusConfig, environment: Mapping[str, str], file: str) -> str:
    """The password of the Nexudus user: from $KIOSK_PASSWORD, else `password_file`, else the service's credential.

    Raises ConfigError when there is none.
    """
    if password := environment.get("KIOSK_PASSWORD", ""):
        return password
    path = _place(nexudus.password_file, PASSWORD_CREDENTIAL, environment)
    expected = f"the password in a file named here, in $KIOSK_PASSWORD, or in the credential {PASSWORD_CREDENTIAL}"
    return _password(path, ConfigError(file, "[nexudus] password_file", "no password", expected))


def read_mail_password(hosts: HostsConfig, environment: Mapping[str, str], file: str) -> str:
    """The password of the mail server's user: from `mail_password_file`, else the service's credential.

    Raises ConfigError as `read_password` does.
    """
    path = _place(hosts.mail_password_file, MAIL_CREDENTIAL, environment)
    expected = f"a file with the password of mail_user, or the credential {MAIL_CREDENTIAL}"
    return _password(path, ConfigError(file, "[hosts] mail_password_file", "no password", expected))


def _place(named: str, credential: str, environment: Mapping[str, str]) -> Path | None:
    if named:
        return Path(named).expanduser()
    folder = environment.get("CREDENTIALS_DIRECTORY", "")
    return Path(folder) / credential if folder else None


def _password(path: Path | None, none: ConfigError) -> str:
    """What the file holds, but for its line's end. Raises `none` where that is nothing."""
    if path is None:
        raise none
    refuse_open(path, none.key, none.file)
    try:
        password = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(none.file, none.key, f"{path}, which cannot be read", none.expected) from None
    if not password:
        raise none
    return password


def _token(named: str, key: str, environment: Mapping[str, str], file: str) -> str:
    if token := environment.get("KIOSK_TOKEN", "").strip():
        return _usable(token, "$KIOSK_TOKEN", file)
    if named:
        return _from_file(Path(named).expanduser(), key, file)
    if folder := environment.get("CREDENTIALS_DIRECTORY", ""):
        path = Path(folder) / CREDENTIAL
        if path.exists():
            return _from_file(path, key, file)
    raise ConfigError(file, key, "no token", _PLACES)


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
