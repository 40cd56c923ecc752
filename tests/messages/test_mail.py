"""What a host is told: in their words, whole, and as text, whatever a visitor is called."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.backends.errors import Rejected
from kiosk.domain.visit import Host, Visit
from kiosk.messages.hook import PLACEHOLDERS, harmless, posted, values_of
from kiosk.messages.mail import composed, usable_address
from kiosk.messages.notice import HostNotice, body_of, notice_in, notice_of, one_line
from kiosk.phrases.host import HostPhrases

AT = datetime(2026, 11, 20, 12, 55, tzinfo=UTC)
ENGLISH, GERMAN = HostPhrases("en"), HostPhrases("de")


def visit(visitor: str | None = "Ada Lovelace", host: Host | None = None, company: str | None = "Engines Ltd") -> Visit:
    return Visit(
        "7",
        "FJUEIW",
        AT + timedelta(minutes=5),
        AT + timedelta(minutes=65),
        "Europe/Berlin",
        visitor=visitor,
        company=company,
        building="Spreehaus",
        room="Room 301",
        floor="Floor 3",
        host=host or Host("Grace Hopper", "1", "grace@example.com"),
    )


def notice(
    visitor: str | None = "Ada Lovelace", company: str | None = "Engines Ltd", *, announced: bool = True
) -> HostNotice:
    return notice_of(visit(visitor, company=company), AT, announced=announced)


def mail(told: HostNotice, says: HostPhrases = ENGLISH, to: str = "grace@example.com") -> EmailMessage:
    made = composed(told, says, "Empfang Süd <door@example.com>", to, "k-1", AT)
    assert made.data.isascii()
    read = message_from_bytes(made.data, policy=default)
    assert isinstance(read, EmailMessage)
    return read


def texts(read: EmailMessage) -> tuple[str, str]:
    plain, html = read.get_body(("plain",)), read.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_the_mail_says_who_when_and_where() -> None:
    read = mail(notice())
    assert read["Subject"] == "Ada Lovelace is here"
    assert read["From"] == "Empfang Süd <door@example.com>"
    assert read["To"] == "Grace Hopper <grace@example.com>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Date"].datetime == AT
    plain, html = texts(read)
    for line in (
        "Hello Grace Hopper,",
        "Ada Lovelace (Engines Ltd) has arrived and is waiting for you at reception.",
        "Arrived: 13:55",
        "Appointment: 14:00 – 15:00",
        "Reception: Spreehaus",
    ):
        assert line in plain
        assert line in html
    assert "Room 301" in plain


def test_german_is_german() -> None:
    plain, html = texts(mail(notice(), GERMAN))
    assert "Guten Tag Grace Hopper," in plain
    assert "wartet am Empfang auf Sie" in plain
    assert '<html lang="de" dir="ltr">' in html


def test_somebody_without_an_appointment_is_said_to_have_none() -> None:
    plain, _ = texts(mail(notice(announced=False)))
    assert "has come without an appointment" in plain
    assert "Appointment" not in plain


def test_somebody_without_a_name_is_a_visitor() -> None:
    read = mail(notice(visitor=None, company=None))
    assert read["Subject"] == "A visitor is here for you"
    assert "A visitor has arrived" in texts(read)[0]


def test_who_stands_in_for_a_host_hears_whom_the_visit_is_for() -> None:
    plain, _ = texts(mail(notice(), to="reception@example.com"))
    assert "is waiting for Grace Hopper at reception" in plain
    assert "Hello" not in plain


def test_the_same_arrival_has_the_same_id_and_another_has_not() -> None:
    first, again = mail(notice())["Message-ID"], mail(notice())["Message-ID"]
    other = composed(notice(), ENGLISH, "door@example.com", "grace@example.com", "k-2", AT).data
    assert first == again
    assert str(first).encode() not in other


@pytest.mark.parametrize(
    "name",
    [
        "Ada\r\nBcc: evil@example.com",
        "Ada\n\nSecond body",
        "<img src=x onerror=alert(1)>",
        "<script>&amp;",
        "=?utf-8?q?=0ABcc:_evil@example.com?=",
        "Żółć Łódź",
        "陳大文",
        "محمد علي",
        "\u202eevil",
        "👩‍💻",
        "x" * 5000,
        "\ud800",
        "\x00\x1b[31m",
    ],
)
def test_a_name_stays_a_name(name: str) -> None:
    read = mail(notice(visitor=name, company=name))
    assert set(read.keys()) == set(mail(notice()).keys())
    plain, html = texts(read)
    assert "<img" not in html
    assert "<script" not in html
    assert one_line(name) in plain
    assert "\u202e" not in plain
    assert len(str(read["Subject"])) < 260


@given(st.text(), st.text(), st.text())
def test_no_text_makes_a_header_or_breaks_a_mail(visitor: str, company: str, host: str) -> None:
    told = notice_of(visit(visitor, Host(host, "1", "grace@example.com"), company), AT)
    read = mail(told)
    assert sorted(read.keys()) == sorted(mail(notice()).keys())
    assert read["To"].addresses[0].addr_spec == "grace@example.com"
    assert not read.defects
    assert notice_in(body_of(told)) == told


@pytest.mark.parametrize(
    "address",
    [
        "",
        "grace",
        "a@b",
        "a@b@c.example",
        "a b@c.example",
        "a@c.example\r\nBcc: x@y.example",
        "<a@b.example>",
        "a,b@c.d",
        ".a@b.example",
        "a@b..example",
        "x" * 300 + "@b.example",
        'a"b@c.example',
    ],
)
def test_what_is_no_address_is_refused_unsaid(address: str) -> None:
    with pytest.raises(Rejected) as no:
        usable_address(address)
    assert not address or address not in str(no.value) + no.value.hint


def test_addresses_of_the_world_are_addresses() -> None:
    assert usable_address("grace.o'hopper+door@example.com") == "grace.o'hopper+door@example.com"
    assert usable_address("grace@bücher.example") == "grace@xn--bcher-kva.example"
    assert composed(notice(), ENGLISH, "d@example.com", "gräce@example.com", "k", AT).international


def test_a_chat_gets_what_its_template_asks_for() -> None:
    body = posted(notice(), ENGLISH, '{"text": "{message} {arrived}", "n": 1}')
    message = "Ada Lovelace (Engines Ltd) has arrived and is waiting for Grace Hopper at reception."
    assert body.decode() == f'{{"text": "{message} 13:55", "n": 1}}'
    assert set(values_of(notice(), ENGLISH)) == set(PLACEHOLDERS)


def test_a_name_calls_nobody_in_a_chat_and_hides_no_link() -> None:
    assert harmless("<!channel> [free](https://evil.example)") == "\u2039!channel\u203a [free] (https://evil.example)"
    assert b"<!" not in posted(notice(visitor="<!channel>"), ENGLISH, "")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"arrived": 1}', b'{"arrived": "x"}'])
def test_what_is_no_notice_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        notice_in(body)
