"""The settings of what follows an arrival: the message to the host, and the badge's printer."""

from dataclasses import dataclass
from typing import Literal

from kiosk.config.check import check_entry, check_whole_address
from kiosk.config.field import doc
from kiosk.config.report import check_webhook

_LONGEST_ADDRESS = 400  # 254 for the address (RFC 5321), the rest for a name


def check_sender(text: str) -> None:
    """One mail address, with a name before it where there is one."""
    from email.utils import parseaddr  # noqa: PLC0415 - needed only where one is given

    local, at, domain = parseaddr(text[:_LONGEST_ADDRESS])[1].rpartition("@")
    right = local and at and domain and text.isprintable() and text.count("@") == 1 and " " not in local + domain
    right = right and len(text) <= _LONGEST_ADDRESS
    if text and not (right and (local + domain).isascii()):
        raise ValueError("a mail address such as Reception <reception@example.com>")


def check_receiver(text: str) -> None:
    """One mail address and nothing beside it."""
    check_sender(text)
    if "<" in text or " " in text:
        raise ValueError("a mail address such as reception@example.com")


def check_host_template(template: str) -> None:
    """A JSON template."""
    from kiosk.messages.hook import check  # noqa: PLC0415 - needed only where one is given

    if template:
        check(template)


def check_printer(url: str) -> None:
    """A printer's address."""
    message = "an address such as ipp://localhost/printers/badges, without a user name"
    check_whole_address(url, {"ipp", "ipps"}, message)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostsConfig:
    """How the person who is visited hears of it: by mail, in a chat, or both."""

    mail_host: str = doc("The mail server that messages are handed to; empty: no mail is sent.", "")
    mail_port: int = doc("Its port; 0: 465 with tls, 587 with starttls, 25 with none.", 0, least=0, most=65535)
    mail_security: Literal["tls", "starttls", "none"] = doc(
        "How the way there is encrypted; none only to this machine, or with allow_plain_mail.", "starttls"
    )
    mail_user: str = doc("The user to log in as; empty: nobody logs in.", "")
    mail_password_file: str = doc("A file with that user's password; else the credential kiosk-mail-password.", "")
    mail_password_keyring: str = doc(
        "In place of a file: an entry of the system's keyring.", "", check=check_entry, secret=True
    )
    mail_from: str = doc("Who the messages are from, as Reception <reception@example.com>.", "", check=check_sender)
    mail_fallback: str = doc("Who gets the message where the host has no address.", "", check=check_receiver)
    allow_plain_mail: bool = doc(
        "Hand mail to another machine without encryption. Anyone in between can read it.", default=False
    )
    webhook_url: str = doc("An address that each arrival is posted to.", "", check=check_webhook, secret=True)
    webhook_template: str = doc(
        "The JSON that is posted, with {message}, {visitor}, {company}, {host}, {email}, {building}, {room}, {floor}, "
        "{arrived}, {appointment} and {time}.",
        "",
        check=check_host_template,
    )
    webhook_secret_file: str = doc("A file with the secret that signs each message.", "")
    allow_plain_http: bool = doc(
        "Post to another machine over plain http. Anyone in between can read it.", default=False
    )
    language: str = doc("The language of the messages; empty: the screen's.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterConfig:
    """What prints visitors' badges, and the list of who is in."""

    url: str = doc("Its address, or that of its queue in CUPS: ipp://host/printers/name.", "", check=check_printer)
    label: str = doc("The label: one that the program has, such as 62x100, or a TOML file of your own.", "62x100")
    media: str = doc("The printer's own name for the label, where its size alone does not find it.", "")
    copies: int = doc("How many of each.", 1, least=1, most=9)
    language: str = doc("The language of the dates on it; empty: the screen's.", "")
    list_url: str = doc("The printer of lists, where that is another than the badges'.", "", check=check_printer)
    paper: Literal["", "a4", "letter"] = doc("What lists are printed on; empty: what that printer prints on.", "")
    allow_plain_ipp: bool = doc(
        "Print on another machine over plain ipp. Anyone in between can read the badges.", default=False
    )
