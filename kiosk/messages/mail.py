"""A notice as a mail: plain text and simple HTML. What comes from outside stays text, whatever it holds."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from html import escape

from kiosk.backends.errors import Rejected
from kiosk.backends.smtp import Mail
from kiosk.messages.notice import HostNotice
from kiosk.phrases.host import HostPhrases

_LONGEST_ADDRESS = 254
_NOT_IN_AN_ADDRESS = frozenset('()<>[]:;,\\" ')


def composed(notice: HostNotice, says: HostPhrases, sender: str, to: str, key: str, at: datetime) -> Mail:
    """The mail to `to`, sent at `at`; its Message-ID is made of `key`, so that a second one is the same one.

    Raises `Rejected` where the address cannot be one.
    """
    name, address = parseaddr(sender)
    own, to = to == notice.email, usable_address(to)
    policy = SMTP.clone(cte_type="7bit") if to.isascii() else SMTPUTF8.clone(cte_type="7bit")
    mail = EmailMessage(policy)
    mail["From"] = Address(_literal(name), addr_spec=address)
    local, _, domain = to.rpartition("@")
    mail["To"] = Address(_literal(notice.host) if own else "", local, domain)
    mail["Subject"] = _literal(says.subject(notice))
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{sha256(f'{key} {to}'.encode()).hexdigest()[:32]}@{address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(_text(notice, says, own=own))
    mail.add_alternative(_html(notice, says, own=own), subtype="html")
    return Mail(address, to, mail.as_bytes(), international=not to.isascii())


def usable_address(text: str) -> str:
    """One plain address, its domain in ASCII. Raises `Rejected` for anything else; the address is not repeated."""
    local, at, domain = text.rpartition("@")
    plain = all(one.isprintable() and one not in _NOT_IN_AN_ADDRESS for one in text)
    dotted = "." in domain or domain == "localhost"
    if not (local and at and dotted and plain and "@" not in local and len(text) <= _LONGEST_ADDRESS) or _gaps(text):
        raise Rejected("The host's mail address cannot be used.", "Correct it in the building's system.")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise Rejected("The host's mail address cannot be used.", "Correct it in the building's system.") from None


def _literal(text: str) -> str:
    """A header's text in which nothing is taken for an encoded word: one could bring a line break along."""
    return text.replace("=?", "= ?")


def _gaps(text: str) -> bool:
    local, _, domain = text.rpartition("@")
    return any(part == "" for side in (local, domain) for part in side.split("."))


def _text(notice: HostNotice, says: HostPhrases, *, own: bool) -> str:
    first = says.here(notice) if own else says.here_for(notice)
    hello = [says.hello(notice), ""] if own else []
    return "\n".join([*hello, first, "", *says.lines(notice), "", "-- ", says.end(), ""])


def _html(notice: HostNotice, says: HostPhrases, *, own: bool) -> str:
    first = says.here(notice) if own else says.here_for(notice)
    lines = "<br>\n".join(escape(line) for line in says.lines(notice))
    paragraphs = [*([escape(says.hello(notice))] if own else []), f"<strong>{escape(first)}</strong>", lines]
    direction = "rtl" if says.right_to_left else "ltr"
    style = "font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #14181C"
    return "\n".join(
        (
            f'<!DOCTYPE html>\n<html lang="{escape(says.language)}" dir="{direction}">',
            f'<head><meta charset="utf-8"></head>\n<body style="{style}">',
            *(f"<p>{one}</p>" for one in paragraphs),
            f'<p style="color: #4E5964; font-size: 14px">{escape(says.end())}</p>\n</body>\n</html>\n',
        )
    )
