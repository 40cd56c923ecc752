"""Conversations at the desk to draw: each step that there is, in the words of a catalogue."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.reception_steps import (
    Conversation,
    Done,
    EnteringCode,
    Greeting,
    Habits,
    HouseRules,
    Idle,
    Locked,
    LookingUp,
    Naming,
    NotKept,
    Page,
    Recording,
    Refused,
    Step,
    WalkIn,
)
from kiosk.domain.visit import Host, Visit
from kiosk.domain.visiting import Act, Form, Outcome, Receipt
from kiosk.i18n import languages
from kiosk.phrases.reception import ReceptionPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.key_names import KeyNames
from kiosk.viewmodels.reception_parts import Aside, ReceptionOptions
from kiosk.viewmodels.reception_text import reception_view
from kiosk.viewmodels.reception_view import ReceptionView
from kiosk.wording import Words

SIZES = ((1280, 800), (800, 480), (1920, 1080), (800, 1280), (480, 800))
AT = datetime(2026, 11, 20, 13, 12, tzinfo=UTC)
RULES = (
    "Please wear your badge where it can be seen.\n"
    "Photographs only where your host agrees.\n"
    "When the alarm sounds, leave by the nearest exit and gather in the courtyard.\n"
    "Please check out here when you leave."
)
OPTIONS = ReceptionOptions(
    zone=ZoneInfo("Europe/Berlin"),
    building="Spreehaus",
    languages=languages(),
    house_rules={"en": RULES},
    directions="Lift on the left, then right",
    wifi_name="Spreehaus Guests",
    wifi_password="thames-7-otters",
    scanner=True,
)
HABITS = Habits(house_rules=True)
VISIT = Visit(
    id="7",
    code="KXQWMN",
    start=AT + timedelta(minutes=48),
    end=AT + timedelta(minutes=108),
    time_zone="Europe/Berlin",
    visitor="Ada Lovelace",
    company="Analytical Engines",
    building="Spreehaus",
    room="Victoria",
    floor="3",
    host=Host("Grace Hopper", email="grace@example.com"),
)
ELSEWHERE = Visit("", "", AT, AT, "Europe/Berlin", building="Alsterhof")
MANY = tuple(
    Host(name) for name in ("Grace Hopper", "Graham Bell", "Grazia Deledda", "Gracia Burnham", "Grażyna Wolszczak")
)
HOSTS = (Host("Grace Hopper"), Host("Graham Bell"), Host("Grazia Deledda"))
_FORM = Form("Ada Lovelace", "Analytical Engines", HOSTS[0])


def _done(act: Act, outcome: Outcome, visit: Visit | None = VISIT) -> Done:
    return Done(Receipt(act, outcome, AT, "key", visit), AT)


STEPS: Mapping[str, Step] = {
    "idle": Idle(),
    "code": EnteringCode(Act.ARRIVE, "KXQ"),
    "code_leave": EnteringCode(Act.LEAVE),
    "leave_name": Naming("Ada"),
    "code_named": EnteringCode(Act.LEAVE, "KX", "Ada"),
    "looking_up": LookingUp(Act.ARRIVE, "KXQWMN", 1),
    "greeting": Greeting(Act.ARRIVE, VISIT, "KXQWMN"),
    "leaving": Greeting(Act.LEAVE, VISIT, "KXQWMN"),
    "rules": HouseRules(VISIT),
    "recording": Recording(Act.ARRIVE, 2, VISIT),
    "in": _done(Act.ARRIVE, Outcome.CHECKED_IN),
    "in_walked": Done(Receipt(Act.ARRIVE, Outcome.CHECKED_IN, AT, "key", VISIT, code="KXQWMN"), AT),
    "out": _done(Act.LEAVE, Outcome.CHECKED_OUT),
    "kept": _done(Act.ARRIVE, Outcome.OFFLINE_RECORDED, None),
    "kept_visit": _done(Act.ARRIVE, Outcome.OFFLINE_RECORDED),
    "not_found": Refused(Outcome.NOT_FOUND, None, AT),
    "too_early": Refused(Outcome.TOO_EARLY, VISIT, AT),
    "over": Refused(Outcome.OVER, VISIT, AT),
    "cancelled": Refused(Outcome.CANCELLED, VISIT, AT),
    "already_in": Refused(Outcome.ALREADY_IN, VISIT, AT),
    "already_out": Refused(Outcome.ALREADY_OUT, VISIT, AT),
    "other_building": Refused(Outcome.OTHER_BUILDING, ELSEWHERE, AT),
    "leave_not_found": Refused(Outcome.NOT_FOUND, None, AT, Act.LEAVE),
    "leave_not_named": Refused(Outcome.NOT_FOUND, None, AT, Act.LEAVE, "Ada"),
    "leave_not_in": Refused(Outcome.FOUND, VISIT, AT, Act.LEAVE, instead=Greeting(Act.ARRIVE, VISIT, "KXQWMN")),
    "leave_already_out": Refused(Outcome.ALREADY_OUT, VISIT, AT, Act.LEAVE),
    "locked": Locked(AT + timedelta(seconds=61)),
    "not_kept": NotKept(Recording(Act.ARRIVE, 2, VISIT)),
    "walk_in_name": WalkIn(Page.NAME, text="Ada"),
    "walk_in_company": WalkIn(Page.COMPANY, _FORM),
    "walk_in_host": WalkIn(Page.HOST, _FORM, "gra", HOSTS),
    "walk_in_hosts": WalkIn(Page.HOST, _FORM, "gra", MANY),
    "walk_in_nobody": WalkIn(Page.HOST, _FORM, "xyz"),
    "walk_in_email": WalkIn(Page.EMAIL, _FORM, "ada"),
}
ASIDES = {"in": Aside("printing", telling=True), "walk_in_email": Aside(stuck=True)}


def phrases(language: str = "en") -> ReceptionPhrases:
    return ReceptionPhrases(Words(language))


def keys(language: str = "en") -> KeyNames:
    return SheetPhrases(Words(language)).key_names()


def view(
    name: str, language: str = "en", options: ReceptionOptions = OPTIONS, habits: Habits = HABITS
) -> ReceptionView:
    """The screen of a step of `STEPS`, at 14:12."""
    return shown(STEPS[name], language, options, habits, ASIDES.get(name, Aside()))


def shown(
    step: Step,
    language: str = "en",
    options: ReceptionOptions = OPTIONS,
    habits: Habits = HABITS,
    aside: Aside | None = None,
) -> ReceptionView:
    return reception_view(Conversation(step, AT), AT, phrases(language), options, habits, aside or Aside())
