"""A secret in the system's keyring: asked for by the real library in a process of its own, and said by nobody."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.config import Config
from kiosk.config.file import ConfigError, parse
from kiosk.private.entry import read_entry
from kiosk.private.secret import read_mail_password, read_password, read_relay_token, read_token
from kiosk.settings import Settings
from kiosk.site import open_backend, open_memory
from tests.app.programs import environment
from tests.secrets.keyrings import keyring

CANARY = "canary-6d31-entry"
FILE = "kiosk.toml"
KEY = "[backend] token_keyring"


def test_an_entry_is_what_was_put_there(tmp_path: Path) -> None:
    own = environment(tmp_path) | keyring(tmp_path, desk=" ключ wörd\n", other=CANARY)
    assert read_entry("desk", KEY, own, FILE) == " ключ wörd\n"


@pytest.mark.parametrize(
    ("backend", "found", "expected"),
    [
        ("tests.secrets.keyrings.Broken", "a keyring that cannot be read", "`keyring --list-backends` says"),
        ("keyring.backends.fail.Keyring", "no keyring for this user", "a [backend] token_file in its place"),
    ],
)
def test_a_keyring_that_cannot_be_read_is_said_with_what_to_do(
    tmp_path: Path, backend: str, found: str, expected: str
) -> None:
    own = environment(tmp_path) | keyring(tmp_path, desk=CANARY) | {"PYTHON_KEYRING_BACKEND": backend}
    with pytest.raises(ConfigError) as caught:
        read_entry("desk", KEY, own, FILE)
    assert caught.value.found == found
    assert expected in caught.value.expected
    assert str(caught.value).startswith(f"{FILE}: {KEY}: found {found}, expected ")
    assert CANARY not in str(caught.value)


def test_an_entry_that_is_not_there_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r'found no entry "desk" in the keyring, .*`keyring set room-kiosk desk`'):
        read_entry("desk", KEY, environment(tmp_path) | keyring(tmp_path, other=CANARY), FILE)


def test_a_keyring_for_which_nobody_comes_is_waited_for_no_longer_than_that(tmp_path: Path) -> None:
    own = environment(tmp_path) | keyring(tmp_path, "Awaited")
    with pytest.raises(
        ConfigError, match=r"a keyring that did not answer within 0\.1 seconds, expected one that is un"
    ):
        read_entry("desk", KEY, own, FILE, 0.1)


def extra_missing(folder: Path) -> dict[str, str]:
    """The environment of a program to which the library was not installed."""
    (folder / "keyring.py").write_text("raise ImportError")
    return environment(folder, PYTHONPATH=str(folder), KIOSK_TOKEN="")


@pytest.mark.parametrize(
    ("section", "key", "read"),
    [
        ("backend", "token_keyring", lambda config, own: read_token(config.backend, own, FILE)),
        ("nexudus", "relay_token_keyring", lambda config, own: read_relay_token(config.nexudus, own, FILE)),
        ("nexudus", "password_keyring", lambda config, own: read_password(config.nexudus, own, FILE)),
        ("hosts", "mail_password_keyring", lambda config, own: read_mail_password(config.hosts, own, FILE)),
    ],
)
def test_each_secret_has_an_entry_of_its_own_and_no_other_place_is_tried_then(
    tmp_path: Path, section: str, key: str, read: Callable[[Config, dict[str, str]], str]
) -> None:
    for credential in ("kiosk-token", "kiosk-password", "kiosk-mail-password"):
        (tmp_path / credential).write_text(CANARY)
    config = parse({section: {key: "desk"}}, FILE)
    with pytest.raises(
        ConfigError, match=rf'\[{section}\] {key}: found the entry "desk", expected .*\[keyring\]'
    ) as caught:
        read(config, extra_missing(tmp_path) | {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert f"[{section}] {key.removesuffix('keyring')}file" in caught.value.expected


def test_the_environments_token_goes_before_the_keyring_which_is_not_even_asked(tmp_path: Path) -> None:
    own = extra_missing(tmp_path) | {"KIOSK_TOKEN": CANARY}
    assert read_token(parse({"backend": {"token_keyring": "desk"}}, FILE).backend, own, FILE) == CANARY


@pytest.mark.parametrize("name", ["a" * 31, "front desk", "a;b", "-p", "$(id)", "größe", "desk\n"])
def test_what_is_no_name_of_an_entry_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=r"(?s)\[backend\] token_keyring: found a secret, .* such as front-desk"):
        parse({"backend": {"token_keyring": name}}, FILE)


def test_a_file_and_an_entry_for_the_same_secret_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"\[hosts\] mail_password_keyring: found mail_password_file beside it"):
        parse({"hosts": {"mail_password_file": "/etc/x", "mail_password_keyring": "desk"}}, FILE)
    parse({"nexudus": {"password_file": "/etc/x", "relay_token_keyring": "desk"}, "backend": {"token_file": ""}}, FILE)


def settings(folder: Path, where: dict[str, str], **backend: str) -> Settings:
    table = {"backend": {"kind": "offision", "url": "http://127.0.0.1:9", **backend}, "panel": {"time_zone": "UTC"}}
    config = parse({**table, "server": {}}, FILE)
    return Settings(config, FILE, demo=False, environment={**environment(folder, KIOSK_TOKEN=""), **where})


async def test_the_loop_goes_on_while_somebody_unlocks_the_keyring(tmp_path: Path) -> None:
    given, unlocked = settings(tmp_path, keyring(tmp_path, "Awaited"), token_keyring="desk"), asyncio.Event()

    async def use() -> None:
        with open_memory(given, Clock()) as memory:
            async with open_backend(given, Clock(), memory):
                unlocked.set()

    task = asyncio.create_task(use())
    await asyncio.sleep(0)
    assert not unlocked.is_set()
    keyring(tmp_path, "Awaited", desk=CANARY)
    await task
    assert unlocked.is_set()
