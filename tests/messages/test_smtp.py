"""Mail is handed to a real server: encrypted, logged in, whole; and each way to be refused has its name."""

import asyncio
import logging
from collections.abc import Iterator

import pytest

from kiosk.backends.errors import (
    BackendError,
    Garbled,
    NotAllowed,
    Rejected,
    ServerTrouble,
    TimedOut,
    TlsFailure,
    Unreachable,
)
from kiosk.backends.smtp import Mail, MailServer, Postman, Security
from kiosk.clock import Clock
from tests.messages.mailbox import PASSWORD, USER, mailbox, talking, trust

MAIL = Mail("door@example.com", "canary-grace@example.com", b"Subject: x\r\n\r\nHello\r\n")


@pytest.fixture(autouse=True)
def _nothing_personal_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG, "kiosk")
    yield
    assert "canary-" not in "".join(record.getMessage() for record in caplog.records if record.name[:5] == "kiosk")


def postman(port: int, security: Security = Security.NONE, user: str = "", password: str = PASSWORD) -> Postman:
    server = MailServer("127.0.0.1", port, security, user, password if user else "")
    return Postman(server, trust(), Clock(), deadline=10.0)


async def test_the_mail_arrives_as_it_was_written() -> None:
    text = b"Subject: x\r\n\r\n.dots\r\n..more\r\nthe end\r\n.\r\nQUIT\r\n"
    async with mailbox() as box:
        await postman(box.port).deliver(Mail("door@example.com", "grace@example.com", text))
    assert box.raw == [text]
    assert box.recipients == ["grace@example.com"]


async def test_a_lone_line_feed_cannot_end_a_mail_and_begin_another() -> None:
    text = b"Subject: x\n\nHello\n.\nMAIL FROM:<evil@example.com>\r.\rend"
    async with mailbox() as box:
        await postman(box.port).deliver(Mail("door@example.com", "grace@example.com", text))
    assert box.raw == [b"Subject: x\r\n\r\nHello\r\n.\r\nMAIL FROM:<evil@example.com>\r\n.\r\nend\r\n"]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("without", [(), ("PLAIN",)])
async def test_encrypted_and_logged_in(security: Security, without: tuple[str, ...]) -> None:
    tls = security is Security.TLS
    async with mailbox(tls=tls, starttls=not tls, login=True, without=without) as box:
        await postman(box.port, security, USER).deliver(MAIL)
    assert box.logins == [True]
    assert len(box.mails) == 1
    assert box.sessions[-1] or tls


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_a_certificate_that_nobody_vouches_for_gets_neither_mail_nor_password(security: Security) -> None:
    tls = security is Security.TLS
    async with mailbox(tls=tls, starttls=not tls, login=True) as box:
        server = MailServer("127.0.0.1", box.port, security, USER, PASSWORD)
        with pytest.raises(TlsFailure):
            await Postman(server, None, Clock()).deliver(MAIL)
    assert (box.logins, box.mails) == ([], [])


async def test_a_certificate_for_another_name_is_refused() -> None:
    async with mailbox(starttls=True) as box:
        server = MailServer("127.0.0.2", box.port, Security.STARTTLS)
        with pytest.raises((TlsFailure, Unreachable)):
            await Postman(server, trust(), Clock()).deliver(MAIL)
    assert box.mails == []


async def test_a_server_without_encryption_gets_nothing_where_it_is_asked_for() -> None:
    async with mailbox(login=True) as box:
        with pytest.raises(TlsFailure, match="no encryption"):
            await postman(box.port, Security.STARTTLS, USER).deliver(MAIL)
    assert (box.logins, box.mails) == ([], [])


async def test_a_wrong_password_is_no_reason_to_give_a_mail_up() -> None:
    async with mailbox(tls=True, login=True) as box:
        with pytest.raises(NotAllowed) as no:
            await postman(box.port, Security.TLS, USER, "canary-wrong").deliver(MAIL)
    assert "535" in no.value.sentence
    assert "canary" not in str(no.value) + no.value.hint


async def test_no_way_to_log_in_is_said() -> None:
    async with mailbox(tls=True, login=True, without=("PLAIN", "LOGIN")) as box:
        with pytest.raises(NotAllowed, match="no way to log in"):
            await postman(box.port, Security.TLS, USER).deliver(MAIL)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("450 4.2.0 <canary-grace@example.com> greylisted", ServerTrouble),
        ("421 canary too busy", ServerTrouble),
        ("550 5.1.1 <canary-grace@example.com> is nobody here", Rejected),
        ("554 canary relay denied", Rejected),
        ("299 canary what", Garbled),
    ],
)
async def test_a_recipient_may_be_put_off_or_refused(answer: str, error: type[BackendError]) -> None:
    async with mailbox() as box:
        box.refusals = [answer]
        with pytest.raises(BackendError) as no:
            await postman(box.port).deliver(MAIL)
        assert type(no.value) is error
        assert "canary" not in str(no.value) + no.value.hint
        await postman(box.port).deliver(MAIL)
    assert len(box.mails) == 1


@pytest.mark.parametrize(("answer", "error"), [("451 later", ServerTrouble), ("554 5.7.1 spam", Rejected)])
async def test_a_mail_may_be_put_off_or_refused(answer: str, error: type[BackendError]) -> None:
    async with mailbox() as box:
        box.mail_refusals = [answer]
        with pytest.raises(error):
            await postman(box.port).deliver(MAIL)


async def test_a_sender_that_may_not_is_for_staff_to_mend() -> None:
    async with mailbox() as box:
        box.sender_refusal = "553 5.7.1 not yours"
        with pytest.raises(NotAllowed, match=r"553 5\.7\.1"):
            await postman(box.port).deliver(MAIL)


async def test_an_address_with_other_letters_needs_a_server_that_takes_them() -> None:
    mail = Mail("door@example.com", "gräce@example.com", "To: gräce@example.com\r\n\r\nx".encode(), international=True)
    async with mailbox(utf8=True) as box:
        await postman(box.port).deliver(mail)
    assert box.recipients == ["gräce@example.com"]
    async with mailbox(utf8=False) as box:
        with pytest.raises(Rejected):
            await postman(box.port).deliver(mail)


@pytest.mark.parametrize("to", ["a@b.example>\r\nRCPT TO:<c@d.example", "a b@c.example", "a@b.example\nX"])
async def test_an_address_cannot_hold_a_command(to: str) -> None:
    async with mailbox() as box:
        with pytest.raises(Rejected):
            await postman(box.port).deliver(Mail("door@example.com", to, b"x"))
    assert box.sessions == []


async def test_what_is_no_mail_server_says_so() -> None:
    with pytest.raises(Unreachable):
        await postman(9).deliver(MAIL)
    for host in ("mail..invalid", "ü" * 70 + ".invalid", "nowhere.invalid"):
        with pytest.raises(Unreachable):
            await Postman(MailServer(host, 25, Security.NONE), None, Clock(), deadline=10.0).greet()


@pytest.mark.parametrize(
    "script",
    [
        [b"HTTP/1.1 400 Bad Request\r\n"],
        [b"220 hello\r\n", b"25"],
        [b"220-" + b"x" * 100_000],
        [b"220 a\r\n", b"250 STARTTLS\r\n250 slipped in\r\n"],
        [b"\xff\xfe\r\n"],
    ],
)
async def test_nonsense_has_a_name(script: list[bytes]) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in script[:-1]:
            writer.write(part)
            await reader.readline()
        writer.write(script[-1])

    async with talking(answer) as port:
        with pytest.raises((Garbled, Unreachable, TlsFailure)):
            await postman(port, Security.STARTTLS).deliver(MAIL)


async def test_what_is_said_before_the_encryption_is_not_taken_for_what_is_said_under_it() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 a\r\n")
        await reader.readline()
        writer.write(b"250-a\r\n250 STARTTLS\r\n")
        await reader.readline()
        writer.write(b"220 go\r\n250-a\r\n250 AUTH PLAIN\r\n")
        await reader.read()

    async with talking(answer) as port:
        with pytest.raises(Garbled, match="before the encryption"):
            await postman(port, Security.STARTTLS, USER).deliver(MAIL)


async def test_a_drip_ends_with_the_deadline() -> None:
    done = asyncio.Event()

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not done.is_set():
            writer.write(b"220-x\r\n")
            await asyncio.sleep(0.02)

    async with talking(answer) as port:
        with pytest.raises(TimedOut):
            await Postman(MailServer("127.0.0.1", port, Security.NONE), None, Clock(), deadline=0.3).deliver(MAIL)
        done.set()


async def test_greeting_logs_in_and_sends_nothing() -> None:
    async with mailbox(starttls=True, login=True) as box:
        says = await postman(box.port, Security.STARTTLS, USER).greet()
    assert "STARTTLS" in says
    assert "takes the password" in says
    assert (box.logins, box.mails) == ([True], [])
