"""The environment for programs that the config lets run: all of it but our own secrets. Reads none itself."""

from collections.abc import Mapping

SECRETS = frozenset({"KIOSK_TOKEN", "KIOSK_PASSWORD", "CREDENTIALS_DIRECTORY"})


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The same without what is this program's alone."""
    return {name: value for name, value in environment.items() if name not in SECRETS}
