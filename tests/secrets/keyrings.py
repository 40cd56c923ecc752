"""Keyrings of the tests, for the real library: PYTHON_KEYRING_BACKEND names one, KEYRING_PROPERTY_FILE its file."""

import json
import threading
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class InFile(KeyringBackend):
    """Its entries, by service and name, are in a file."""

    priority = 1.0
    file: str

    def get_password(self, service: str, username: str) -> str | None:
        entries: dict[str, dict[str, str]] = json.loads(Path(self.file).read_text(encoding="utf-8"))
        return entries.get(service, {}).get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


class Awaited(InFile):
    """Answers only once its file is there, as one that somebody unlocks."""

    def get_password(self, service: str, username: str) -> str | None:
        while not Path(self.file).exists():
            threading.Event().wait(0.02)
        return super().get_password(service, username)


class Locked(InFile):
    """Nobody unlocks it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service} {username}")


class Broken(InFile):
    """Breaks, and says more than it should."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(super().get_password(service, username))


def keyring(folder: Path, kind: str = "InFile", **entries: str) -> dict[str, str]:
    """The environment in which the program finds a keyring with these entries; without any there is no file."""
    file = folder / "keyring.json"
    if entries:
        whole = file.with_suffix(".new")
        whole.touch(0o600)
        whole.write_text(json.dumps({"room-kiosk": entries}), encoding="utf-8")
        whole.replace(file)
    return {"PYTHON_KEYRING_BACKEND": f"tests.secrets.keyrings.{kind}", "KEYRING_PROPERTY_FILE": str(file)}
