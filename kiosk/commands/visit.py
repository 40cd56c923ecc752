"""`kiosk visit`: the reception's flow without a screen, driving the same machine."""

import argparse
import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.clock import Clock
from kiosk.commands.desk import SECONDS, open_desk
from kiosk.commands.output import complain, print_json
from kiosk.commands.progress import during
from kiosk.domain.codes import code_in
from kiosk.domain.connection import Trouble
from kiosk.domain.reception import advance, beginning
from kiosk.domain.reception_events import (
    CodeWanted,
    Confirmed,
    Event,
    LookedUp,
    NameWanted,
    Scanned,
    Submitted,
    TextChanged,
)
from kiosk.domain.reception_steps import (
    Conversation,
    Done,
    Greeting,
    Habits,
    Locked,
    NotKept,
    Recording,
    Refused,
)
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Act, Outcome, Unanswered, short_name
from kiosk.phrases.visit import VisitPhrases
from kiosk.settings import Settings, clock_for, settle
from kiosk.visiting import rules_of
from kiosk.visits.carrying import carry_out
from kiosk.visits.desk import VisitDesk
from kiosk.wording import Words

HABITS = Habits()
DONE, NO_DISK, NO_ANSWER, NOT_ALLOWED, REFUSED = 0, 2, 3, 4, 5
_GOOD = frozenset(
    {
        Outcome.FOUND, Outcome.CHECKED_IN, Outcome.CHECKED_OUT, Outcome.ALREADY_IN, Outcome.ALREADY_OUT,
        Outcome.OFFLINE_RECORDED,
    }
)  # fmt: skip
_CODES = {Trouble.NOT_ALLOWED: NOT_ALLOWED, Trouble.NOT_FOUND: REFUSED, Trouble.CONFLICT: REFUSED}
_CODES |= {Trouble.REFUSED: REFUSED}


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a code."""

    outcome: Outcome
    at: datetime
    visit: Visit | None = None
    delivered: bool = False
    until: datetime | None = None


class NotAsked(Exception):
    """Nobody could be asked, and nothing was taken down."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class NotOnDisk(Exception):
    """Nothing was written down."""


def run(options: argparse.Namespace) -> int:
    """Print what came of it; exit 5 for a refusal, 3 or 4 where nobody could be asked, 2 where the disk is full."""
    settings = settle(options, os.environ)
    act = Act.ARRIVE if options.check_in else Act.LEAVE if options.check_out else None
    if options.name is not None and (act is not Act.LEAVE or not options.name.strip()):
        complain("--name goes with --check-out, and must not be empty")
        return NO_DISK
    words = Words(settings.config.panel.language, hour12=settings.config.panel.time_format == "12h")
    says = VisitPhrases(words, rules_of(settings.config).opening.opens)
    try:
        said = during(
            "Looking the code up",
            _visit(settings, options.code, act, options.at, options.name or ""),
            quiet=options.json,
        )
    except NotAsked as failure:
        complain(words.trouble(failure.trouble))
        return _CODES.get(failure.trouble, NO_ANSWER)
    except NotOnDisk:
        complain(says.not_kept())
        return NO_DISK
    here = said.visit is None or said.outcome is Outcome.OTHER_BUILDING
    zone = ZoneInfo(rules_of(settings.config).zone) if here or said.visit is None else said.visit.zone
    _tell(said, says.sentence(said.outcome, said.visit, said.at, zone, said.until), options, zone)
    return DONE if said.outcome in _GOOD else REFUSED


async def _visit(settings: Settings, code: str, act: Act | None, at: datetime | None, name: str) -> Said:
    clock = clock_for(at, settings.config)
    async with open_desk(settings, clock) as (_, visiting):
        talk = await _talked(visiting.desk, clock, code, act, name)
        if not isinstance(talk.step, Done):
            return await _with_fate(visiting.desk, _said(talk, act, clock.now()))
        await visiting.delivery.flush(SECONDS)
        receipt = await visiting.desk.fate(talk.step.receipt, SECONDS)
        return Said(receipt.outcome, receipt.at, receipt.visit, receipt.delivered)


async def _talked(desk: VisitDesk, clock: Clock, code: str, act: Act | None, name: str) -> Conversation:
    """The machine driven to its end: a code is wanted and scanned, and confirmed where that does what is wanted."""
    named: tuple[Event, ...] = (NameWanted(), TextChanged(name), Submitted()) if name else ()
    talk = beginning(clock.now())
    for event in (CodeWanted(act or Act.ARRIVE), *named):
        talk, _ = advance(talk, event, clock.now(), HABITS)
    talk = await _step(desk, clock, talk, Scanned(code), act)
    if isinstance(talk.step, Greeting) and talk.step.act is act:
        talk = await _step(desk, clock, talk, Confirmed(), act)
    return talk


async def _step(desk: VisitDesk, clock: Clock, talk: Conversation, event: Event, act: Act | None) -> Conversation:
    """One event, and all that follows from it."""
    talk, effects = advance(talk, event, clock.now(), HABITS)
    while effects and (answer := await carry_out(desk, effects[0])) is not None:
        if isinstance(answer, LookedUp) and isinstance(answer.finding, Unanswered):
            _check(answer.finding.trouble, act)
        talk, effects = advance(talk, answer, clock.now(), HABITS)
    return talk


async def _with_fate(desk: VisitDesk, said: Said) -> Said:
    """Of what was done before: whether it is delivered by now."""
    act = {Outcome.ALREADY_IN: Act.ARRIVE, Outcome.ALREADY_OUT: Act.LEAVE}.get(said.outcome)
    if act is None or said.visit is None:
        return said
    return replace(said, delivered=await desk.is_delivered(said.visit, act))


def _check(trouble: Trouble, act: Act | None) -> None:
    """Only what somebody wants done, and somebody may hear later, is taken down."""
    if act is None or trouble in _CODES:
        raise NotAsked(trouble)


def _said(talk: Conversation, act: Act | None, at: datetime) -> Said:
    match talk.step:
        case Greeting(Act.ARRIVE, visit):
            return Said(Outcome.FOUND, at, visit)
        case Greeting(Act.LEAVE, visit):
            return Said(Outcome.ALREADY_IN, at, visit)
        case Refused(outcome, visit):
            return Said(outcome, at, visit)
        case Locked(until):
            return Said(Outcome.LOCKED, at, until=until)
        case NotKept() | Recording():
            raise NotOnDisk
        case _:
            message = f"a visit ended at {type(talk.step).__name__} ({act})"
            raise RuntimeError(message)


def _tell(said: Said, sentence: str, options: argparse.Namespace, zone: ZoneInfo) -> None:
    if options.json:
        visit, code = said.visit, code_in(options.code)
        known = visit is not None and said.outcome is not Outcome.OTHER_BUILDING
        document = {
            "code": options.code[:64] if code is None else code.text,
            "outcome": said.outcome.value,
            "visitor": short_name(visit.visitor) if visit is not None and known else None,
            "host": visit.host.name if visit is not None and known and visit.host is not None else None,
            "at": said.at.astimezone(zone).isoformat(),
            "delivered": said.delivered,
            "wording": sentence,
        }
        if said.until is not None:
            document["until"] = said.until.astimezone(zone).isoformat()
        print_json(document)
    elif said.outcome in _GOOD:
        sys.stdout.write(f"{sentence}\n")
    else:
        complain(sentence)
