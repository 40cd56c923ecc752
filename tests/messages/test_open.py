"""From an arrival through the outbox to a real mail server and a real webhook, also when these say: not now."""

import json
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from kiosk.clock import Clock
from kiosk.config import Config
from kiosk.config.file import ConfigError, parse
from kiosk.domain.visit import Host
from kiosk.messages.open import HostMessages, lane_of, open_messages
from kiosk.settings import Settings
from kiosk.sync.delivery import Delivery
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxFile
from tests.messages.mailbox import PASSWORD, USER, mailbox, trust
from tests.messages.test_mail import AT, visit
from tests.wire.scripted_server import Reply, serving


class Later(Clock):
    """A clock just after the arrival."""

    def now(self) -> datetime:
        return AT


def settings(**hosts: object) -> Settings:
    config = parse({"hosts": hosts} if hosts else {}, "test.toml")
    assert isinstance(config, Config)
    return Settings(config, "test.toml", demo=False, environment={})


def by_mail(port: int, tmp_path: Path, **more: object) -> Settings:
    secret = tmp_path / "password"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    secret.chmod(0o600)
    login = {"mail_user": USER, "mail_password_file": str(secret)}
    where = {"mail_host": "127.0.0.1", "mail_port": port, "mail_from": "Door <door@example.com>"}
    return settings(**where, **login, **more)


def outbox(tmp_path: Path) -> Outbox:
    return Outbox(OutboxFile(tmp_path / "outbox.sqlite", Later()), Later())


async def flushed(box: Outbox, messages: HostMessages) -> None:
    await Delivery(box, messages.deliverers, Later(), Random(1)).flush(20.0)


async def test_an_arrival_reaches_the_host_by_mail(tmp_path: Path) -> None:
    async with mailbox(starttls=True, login=True) as server:
        messages = open_messages(by_mail(server.port, tmp_path), Later(), trust())
        box = outbox(tmp_path)
        drafts = messages.drafts(visit(), AT, "k-1")
        assert await box.put(*drafts) == (True,)
        assert await box.put(*drafts) == (False,)
        await flushed(box, messages)
        await flushed(box, messages)
    assert server.recipients == ["grace@example.com"]
    assert server.mails[0]["Subject"] == "Ada Lovelace is here"
    assert await box.items() == ()


async def test_who_is_put_off_gets_it_later_and_who_is_refused_is_set_aside(tmp_path: Path) -> None:
    async with mailbox(starttls=True, login=True) as server:
        messages = open_messages(by_mail(server.port, tmp_path), Later(), trust())
        box = outbox(tmp_path)
        await box.put(*messages.drafts(visit(), AT, "k-1"))
        server.refusals = ["450 4.2.0 greylisted", None]
        await flushed(box, messages)
        (waiting,) = await box.items()
        assert (waiting.state, waiting.trouble) == ("waiting", "server_error")
        await flushed(box, messages)
        assert len(server.mails) == 1
        await box.put(*messages.drafts(visit(), AT, "k-2"))
        server.refusals = ["550 5.1.1 canary nobody"]
        await flushed(box, messages)
        (refused,) = await box.items()
    assert refused.state == "refused"
    assert "550 5.1.1" in refused.reason
    assert "canary" not in refused.reason
    assert "grace" not in refused.reason


async def test_a_host_that_is_put_off_does_not_hold_up_another(tmp_path: Path) -> None:
    other = visit(host=Host("Alan", "2", "alan@example.com"))
    assert lane_of("alan@example.com") != lane_of("grace@example.com")
    async with mailbox(starttls=True, login=True) as server:
        messages = open_messages(by_mail(server.port, tmp_path), Later(), trust())
        box = outbox(tmp_path)
        await box.put(*messages.drafts(visit(), AT, "k-1"), *messages.drafts(other, AT, "k-2"))
        server.refusals = ["450 4.2.0 later"]
        await flushed(box, messages)
    assert len(server.mails) == 1


async def test_a_host_without_an_address_has_somebody_to_stand_in(tmp_path: Path) -> None:
    nobody = visit(host=Host("Grace Hopper"))
    async with mailbox(starttls=True, login=True) as server:
        plain = open_messages(by_mail(server.port, tmp_path), Later(), trust())
        assert plain.drafts(nobody, AT, "k-1") == ()
        messages = open_messages(by_mail(server.port, tmp_path, mail_fallback="desk@example.com"), Later(), trust())
        box = outbox(tmp_path)
        await box.put(*messages.drafts(nobody, AT, "k-1"))
        await flushed(box, messages)
    assert server.recipients == ["desk@example.com"]


async def test_an_arrival_is_posted_to_a_chat(tmp_path: Path) -> None:
    async with serving(lambda _: Reply()) as web:
        where = {"webhook_url": f"{web.url}/hooks/1", "webhook_template": '{"text": "{message}"}', "language": "de"}
        messages = open_messages(settings(**where), Later())
        box = outbox(tmp_path)
        await box.put(*messages.drafts(visit(), AT, "k-1"))
        await flushed(box, messages)
        (request,) = web.requests
    assert json.loads(request.body)["text"].endswith("wartet am Empfang auf Grace Hopper.")
    assert request.headers["idempotency-key"] == "k-1"


def test_without_a_way_nothing_is_kept() -> None:
    messages = open_messages(settings(), Clock())
    assert messages.deliverers == {}
    assert messages.drafts(visit(), AT, "k-1") == ()


@pytest.mark.parametrize(
    ("hosts", "key"),
    [
        ({"mail_host": "mail.example.com"}, "mail_from"),
        ({"mail_host": "mail.example.com", "mail_from": "a@b.c", "mail_security": "none"}, "mail_security"),
        ({"mail_host": "mail.example.com", "mail_from": "a@b.c", "mail_user": "x"}, "mail_password_file"),
        ({"webhook_url": "http://chat.example/canary-hook"}, "webhook_url"),
        ({"webhook_url": "https://chat.example/x", "webhook_secret_file": "/nowhere/at/all"}, "webhook_secret_file"),
        ({"mail_from": "nobody"}, "mail_from"),
        ({"mail_fallback": "Desk <a@b.c>"}, "mail_fallback"),
        ({"webhook_template": "{"}, "webhook_template"),
        ({"webhook_template": '{"text": "{mesage}"}'}, "webhook_template"),
    ],
)
def test_what_cannot_be_used_is_named(hosts: dict[str, object], key: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        open_messages(settings(**hosts), Clock())
    assert wrong.value.key == f"[hosts] {key}"
    assert "canary" not in str(wrong.value)
