"""A secret that every user of the machine may read is not used, whatever it is for; what to do is said with it."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.clock import Clock
from kiosk.config.file import ConfigError, parse
from kiosk.lights.open import open_light_bar
from kiosk.messages.mailing import mail_server
from kiosk.private.secret import read_password, read_relay_token, read_token
from kiosk.server.refusal import ServerFault
from kiosk.server.token import token_from
from kiosk.tags.gateways.open import Openings, open_gateways
from kiosk.tags.rules import Rules
from kiosk.webhooks import open_webhook
from tests.app.programs import kiosk

CANARY = "canary-51d0-secret"
FILE = "kiosk.toml"
Use = Callable[[Path], object]


def backend(secret: Path) -> object:
    config = parse({"backend": {"token_file": str(secret)}}, FILE)
    return read_token(config.backend, {}, FILE)


def credential(secret: Path) -> object:
    secret.rename(secret.with_name("kiosk-token"))
    return read_token(parse({}, FILE).backend, {"CREDENTIALS_DIRECTORY": str(secret.parent)}, FILE)


def relay(secret: Path) -> object:
    return read_relay_token(parse({"nexudus": {"relay_token_file": str(secret)}}, FILE).nexudus, {}, FILE)


def password(secret: Path) -> object:
    return read_password(parse({"nexudus": {"password_file": str(secret)}}, FILE).nexudus, {}, FILE)


def mail(secret: Path) -> object:
    hosts = {"mail_host": "mail.example", "mail_from": "a@b.c", "mail_user": "x", "mail_password_file": str(secret)}
    return mail_server(parse({"hosts": hosts}, FILE).hosts, {}, FILE)


def hook(secret: Path) -> object:
    report = {"webhook_url": "https://hooks.example/x", "webhook_secret_file": str(secret)}
    return open_webhook(parse({"report": report}, FILE).report, "report", FILE, Clock())


def lamp(secret: Path) -> object:
    lightbar = {"kind": "http", "url": "https://lamp.example/", "token_file": str(secret)}
    return open_light_bar(parse({"lightbar": lightbar}, FILE).lightbar, Clock(), FILE)


def gateway(secret: Path) -> object:
    one = {"name": "esl", "kind": "http", "url": "https://esl.example/", "secret_file": str(secret)}
    tag = {"id": "t", "room": "1", "gateway": "esl", "panel": "generic-2.9-bw"}
    config = parse({"tags": {"gateway": [one], "tag": [tag]}}, FILE).tags
    found, mistakes = open_gateways(config.gateway, {"esl": ("t",)}, Openings(Clock(), Rules(ZoneInfo("UTC")), b"", {}))
    if mistakes:
        raise ValueError(*mistakes)
    return found["esl"]


def served(secret: Path) -> object:
    return token_from(secret)


USES = (backend, credential, relay, password, mail, hook, lamp, gateway, served)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text(CANARY + "\n")
    return path


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o666, 0o602])
@pytest.mark.parametrize("use", USES)
def test_a_secret_that_everybody_may_read_is_refused_with_the_command_that_closes_it(
    secret: Path, use: Use, mode: int
) -> None:
    secret.chmod(mode)
    with pytest.raises((ConfigError, ServerFault, ValueError)) as caught:
        use(secret)
    place = next(secret.parent.iterdir())
    assert f"chmod 600 {place}" in str(caught.value)
    assert "every user of this machine may read" in str(caught.value)
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640])
@pytest.mark.parametrize("use", USES)
def test_one_that_is_its_users_or_their_groups_alone_is_used(secret: Path, use: Use, mode: int) -> None:
    secret.chmod(mode)
    assert use(secret) is not None


def test_the_program_says_it_in_one_sentence(tmp_path: Path, secret: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(f'[backend]\nkind = "offision"\nurl = "https://rooms.example"\ntoken_file = "{secret}"\n')
    secret.chmod(0o644)
    done = kiosk("rooms", "--config", str(config), home=tmp_path / "home", KIOSK_TOKEN="")
    assert done.returncode == 2
    assert done.stderr == (
        f"kiosk: {config}: [backend] token_file: found {secret}, which every user of this machine may read, "
        f"expected a file for its user alone: run `chmod 600 {secret}`\n"
    )


def test_a_token_is_not_taken_over_from_an_open_file(tmp_path: Path, secret: Path) -> None:
    secret.chmod(0o644)
    portable = tmp_path / "portable.toml"
    portable.write_text('[backend]\nkind = "offision"\nurl = "https://rooms.example"\n')
    config = tmp_path / "new.toml"
    arguments = ("setup", "import", str(portable), "--token-file", str(secret), "--config", str(config))
    done = kiosk(*arguments, home=tmp_path / "home")
    assert (done.returncode, config.exists()) == (2, False)
    assert f"chmod 600 {secret}" in done.stderr
