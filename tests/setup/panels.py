"""Panels to set up: where they live, and what they are."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kiosk.clock import Clock
from kiosk.settings import settle
from kiosk.setup.device import Device

TOKEN = "canary-7f3a9c-token"
FRIDAY = datetime.fromisoformat("2026-11-20T14:12:00+01:00").astimezone(UTC)


def environment_at(home: Path) -> dict[str, str]:
    """An environment in which nothing of this machine's user is found."""
    return {"XDG_CONFIG_HOME": str(home / "config"), "KIOSK_DATA_DIR": str(home / "state")}


def config_at(home: Path) -> Path:
    """Where such a panel's config is."""
    return home / "config" / "room-kiosk" / "config.toml"


def device_at(home: Path, *, config: str = "", named: Path | None = None, demo: bool = False) -> Device:
    """The panel that lives in `home`, with a config where one is given, or with one that is named to it."""
    if config:
        config_at(home).parent.mkdir(parents=True, exist_ok=True)
        config_at(home).write_text(config)
    options = argparse.Namespace(config=named, demo=demo)
    return Device(settle(options, environment_at(home)), Clock())
