"""The sheets of the manual, as the flows and pages make them, by the name of their picture."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from kiosk.checks.check import Check
from kiosk.domain.visiting import Present
from kiosk.flows.settings_state import Page, Turned
from kiosk.flows.settings_views import settings_view
from kiosk.flows.staff_views import Opened, staff_view
from kiosk.flows.staff_views import Page as StaffPage
from kiosk.i18n import languages
from kiosk.phrases.setup import SetupPhrases
from kiosk.phrases.staff import StaffPhrases
from kiosk.viewmodels.qr import qr_image
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.wording import Words
from tests.qml import layout_pages
from tests.qml.layout_sheets import door_sheets, other_sheets
from tests.qml.reception_samples import AT, OPTIONS, VISIT

CODE = "room-kiosk:setup?kind=offision&url=https://rooms.example.com&room=7&language=de&theme=calm-dark"
# Which of the sheets that are measured is which in the manual, by the state of the door behind it.
FREE = {
    "book-time": "book time",
    "book-name": "book name",
    "later-length": "later length",
    "find": "find rooms",
    "find-none": "find none",
    "find-blind": "find blind",
    "find-done": "find done",
    "waiting": "book on its way",
    "done": "book done",
    "taken": "book taken",
    "offline": "book offline",
    "unsure": "book unsure",
    "not": "book without a connection",
}
TAKEN = {
    "extend": "extend",
    "check_in-code": "check_in code",
    "check_in-not": "check_in not",
    "report-text": "report 1",
    "report-noted": "report 11",
}


def door() -> Iterator[tuple[str, str, SheetView]]:
    """What the door asks and offers: picture, state behind it, sheet."""
    made = {**door_sheets("en"), **other_sheets("en")}
    for state, names in (("free", FREE), ("occupied", TAKEN)):
        yield from ((name, state, made[key]) for name, key in names.items())


def setup() -> Iterator[tuple[str, SheetView]]:
    """Every step of setting up, as it is where nothing went wrong before it."""
    made: dict[str, SheetView] = {}
    for view in layout_pages.pages("en").values():
        kind, _, step = view.name.partition("-")
        if kind == "setup":
            made.setdefault(step, view)
    yield from made.items()


def settings() -> Iterator[tuple[str, SheetView]]:
    """Every page of the settings."""
    phrases = SetupPhrases("en", Words("en"))
    checks = tuple(replace(one, state="good") if one.name != "clock" else one for one in _checks())
    turned: Mapping[str, Turned] = {
        **{page.value: Turned(page, checks=checks) for page in Page},
        "pin-wait": Turned(Page.PIN, pause=30.0, wrong=True),
    }
    panel = replace(layout_pages.PANEL, code=CODE)
    for name, now in turned.items():
        yield name, settings_view(now, panel, phrases, languages(), qr_image)
    yield "managed", settings_view(Turned(Page.MENU), layout_pages.MANAGED, phrases, languages(), qr_image)


def _checks() -> Iterator[Check]:
    yield from (Check(name, "bad", "") for name in layout_pages.CHECKS)


def _present() -> Iterator[Present]:
    guests = (("Ada Lovelace", "Analytical Engines"), ("Alan Turing", "Bletchley"), ("Katherine Johnson", "Langley"))
    for number, (name, company) in enumerate(guests):
        visit = replace(VISIT, id=str(number), visitor=name, company=company)
        yield Present(visit, AT - timedelta(minutes=23 * number + 4))


def staff() -> Iterator[tuple[str, SheetView]]:
    """Every page behind the reception's PIN."""
    says = StaffPhrases(Words("en"), OPTIONS.zone)
    present, post = tuple(_present()), layout_pages.POST[:3]
    opened = {page.value: Opened(page, present=present, post=post, person=present[1]) for page in StaffPage}
    opened |= {
        "pin-none": Opened(StaffPage.PIN, note=says.say("pin.none"), usable=False),
        "roll-none": Opened(StaffPage.ROLL, present=()),
        "roll-trouble": Opened(StaffPage.ROLL, present=None),
    }
    yield from ((name, staff_view(one, AT, says, prints=True)) for name, one in opened.items())
