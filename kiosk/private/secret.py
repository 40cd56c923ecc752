"""Finds the token or the password, and never says it."""

from collections.abc import Mapping
from pathlib import Path

from kiosk.config import BackendConfig, NexudusConfig
from kiosk.config.file import ConfigError
from kiosk.private.file import refuse_open

CREDENTIAL, PASSWORD_CREDENTIAL = "kiosk-token", "kiosk-password"
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


def read_password(nexudus: NexudusConfig, environment: Mapping[str, str], file: str) -> str:
    """The password of the Nexudus user: from $KIOSK_PASSWORD, else `password_file`, else the service's credential.

    Raises ConfigError when there is none.
    """
    if password := environment.get("KIOSK_PASSWORD", ""):
        return password
    path = Path(nexudus.password_file).expanduser() if nexudus.password_file else None
    if path is None and (folder := environment.get("CREDENTIALS_DIRECTORY", "")):
        path = Path(folder) / PASSWORD_CREDENTIAL
    found = "no password"
    if path is not None:
        refuse_open(path, "[nexudus] password_file", file)
    try:
        if path is not None and (password := path.read_text(encoding="utf-8").rstrip("\r\n")):
            return password
    except (OSError, UnicodeDecodeError):
        found = f"{path}, which cannot be read"
    expected = f"the password in a file named here, in $KIOSK_PASSWORD, or in the credential {PASSWORD_CREDENTIAL}"
    raise ConfigError(file, "[nexudus] password_file", found, expected)


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
