"""The sheets of set-up, settings and staff for measuring: every step and page, in any language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from kiosk.checks.check import Check
from kiosk.config import Config
from kiosk.domain.connection import Trouble
from kiosk.domain.room import Room
from kiosk.domain.visiting import Present
from kiosk.flows.settings_state import Note, Page, Turned
from kiosk.flows.settings_views import Panel, settings_view
from kiosk.flows.setup_state import Asking, Scope, Step
from kiosk.flows.setup_views import setup_view
from kiosk.flows.staff_views import Opened, staff_view
from kiosk.flows.staff_views import Page as StaffPage
from kiosk.i18n import languages
from kiosk.phrases.setup import SetupPhrases
from kiosk.phrases.staff import StaffPhrases
from kiosk.setup.draft import Draft, Kind
from kiosk.setup.trial import Mistake
from kiosk.sync.outbox_item import Lane, Waiting
from kiosk.viewmodels.qr import qr_image
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.wording import Words
from tests.qml.reception_samples import AT, OPTIONS, VISIT

ROOMS = tuple(
    Room(str(one), f"Großer Saal {one}", "UTC", ("Spreehaus", "Alsterhof")[one % 2], str(one % 4), 2 + one)
    for one in range(14)
)
PANEL = Panel(Config(), "Victoria", may_write=True, own_pin=True, managed=False, new=False, code="room", file=None)
MANAGED = replace(PANEL, may_write=False, managed=True, file="room-kiosk.toml")
CHECKS = ("fonts", "disk", "token", "address", "rooms", "status", "clock", "access keys", "numbers", "check-in")
PRESENT = tuple(Present(replace(VISIT, id=str(one)), AT - timedelta(minutes=9 * one)) for one in range(9))
POST = tuple(Waiting(Lane(kind), 3, AT, "", 2) for kind in ("visit", "host.mail", "host.webhook", "report.webhook"))


def pages(language: str) -> dict[str, SheetView]:
    """Every step of setting up, every page of the settings and of the reception's staff."""
    phrases = SetupPhrases(language, Words(language))
    every = (*_steps(phrases, language), *_settings(phrases))
    shown = {f"{number} {view.name}": view for number, view in enumerate(every)}
    return shown | {f"{number} {view.name}": view for number, view in enumerate(_staff(language))}


def _steps(phrases: SetupPhrases, language: str) -> Iterator[SheetView]:
    for step in Step:
        yield _step(step, phrases, language, "offision")
    for step in (Step.ADDRESS, Step.USER, Step.SECRET):
        yield _step(step, phrases, language, "nexudus", Mistake.SECRET if step is Step.USER else None)
    for problem in (*Trouble, *Mistake):
        yield _step(Step.FAILED, phrases, language, "nexudus", problem)
        yield _step(Step.ADDRESS, phrases, language, "local", problem)
    yield replace(_step(Step.ROOMS, phrases, language, "local"), rows=())


def _step(
    step: Step, phrases: SetupPhrases, language: str, kind: Kind, problem: Mistake | Trouble | None = None
) -> SheetView:
    draft = Draft(kind, "https://rooms.example.com", "panel", "", "1", language, "contrast-light")
    before = Draft() if kind == "offision" else draft
    problem = problem or (
        Trouble.UNREACHABLE if step is Step.FAILED else Mistake.FULL if step is Step.NOT_WRITTEN else None
    )
    now = Asking(Scope.ALL, before, draft, step, problem=problem, rooms=ROOMS, building="Spreehaus")
    return setup_view(now, phrases, languages(), first=False)


def _settings(phrases: SetupPhrases) -> Iterator[SheetView]:
    bad = tuple(Check(name, "bad", "") for name in CHECKS)
    turns = [Turned(page, checks=bad) for page in Page]
    turns += [Turned(Page.PIN, "12", note=note) for note in Note]
    turns += [Turned(Page.PIN, pause=seconds, wrong=wrong) for seconds in (0, 3600) for wrong in (True, False)]
    turns += [Turned(Page.CHECKS, checks=tuple(Check(name, "good", "") for name in CHECKS))]
    for panel in (PANEL, MANAGED):
        yield from (settings_view(one, panel, phrases, languages(), qr_image) for one in turns)


def _staff(language: str) -> Iterator[SheetView]:
    says = StaffPhrases(Words(language), OPTIONS.zone)
    opened = [Opened(page, present=PRESENT, post=POST) for page in StaffPage]
    opened += [Opened(StaffPage.ROLL, present=present) for present in (None, ())]
    opened += [Opened(StaffPage.PIN, note=says.pause(seconds, wrong=True)) for seconds in (0, 3600)]
    yield from (staff_view(one, AT, says, prints=True) for one in (*opened, Opened(StaffPage.PIN, usable=False)))
