"""A notice as JSON for a chat or a program, by a template. Knows no address."""

import json
from collections.abc import Mapping

from kiosk.messages.notice import HostNotice
from kiosk.phrases.host import HostPhrases
from kiosk.report_template import check_report_template, filled

PLACEHOLDERS = (
    "message",
    "visitor",
    "company",
    "host",
    "email",
    "building",
    "room",
    "floor",
    "arrived",
    "appointment",
    "time",
)
WHOLE = json.dumps({name: f"{{{name}}}" for name in PLACEHOLDERS})


def posted(notice: HostNotice, says: HostPhrases, template: str) -> bytes:
    """The JSON that is sent; without a template, everything that there is."""
    return filled(template or WHOLE, values_of(notice, says))


def values_of(notice: HostNotice, says: HostPhrases) -> Mapping[str, str]:
    """What stands for each name. Nothing in it makes a chat call people or show a link as a word."""
    plain = {
        "message": says.here_for(notice),
        "visitor": notice.visitor,
        "company": notice.company,
        "host": notice.host,
        "email": notice.email,
        "building": notice.building,
        "room": notice.room,
        "floor": notice.floor,
        "arrived": says.arrived(notice),
        "appointment": says.appointment(notice),
        "time": notice.arrived.astimezone(notice.zone).isoformat(timespec="seconds"),
    }
    return {name: harmless(text) for name, text in plain.items()}


def harmless(text: str) -> str:
    """The text without what Slack (`<!channel>`) and Markdown (`[word](link)`) would take for orders."""
    return text.replace("<", "\u2039").replace(">", "\u203a").replace("](", "] (")


def check(template: str) -> None:
    """Raises ValueError with what was expected."""
    check_report_template(template, PLACEHOLDERS, '{"text": "{message}"}')
