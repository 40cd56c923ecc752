"""The reception as one pure machine: what was shown and what happened make what is shown next, and what to do.

Knows no words, no disk and no clock. Nothing of a person outlives the step back to `Idle`.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from kiosk.domain import reception_walkin as walkin
from kiosk.domain.codes import typed
from kiosk.domain.reception_events import (
    Back,
    Closed,
    CodeWanted,
    Confirmed,
    Effect,
    Erased,
    Event,
    HostsFound,
    KeyPressed,
    LanguageChosen,
    LookedUp,
    LookUp,
    NameWanted,
    NotRecorded,
    PrintBadge,
    Record,
    Recorded,
    Scanned,
    Submitted,
    TextChanged,
    Tick,
    WalkInWanted,
)
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
    Recording,
    Refused,
    WalkIn,
)
from kiosk.domain.visiting import Act, Found, Outcome, Unanswered

Advanced = tuple[Conversation, tuple[Effect, ...]]


def beginning(at: datetime, tickets: int = 0) -> Conversation:
    """Nobody is there, nothing is remembered."""
    return Conversation(Idle(), at, tickets=tickets)


def advance(talk: Conversation, event: Event, at: datetime, habits: Habits) -> Advanced:
    """What is shown after `event` at `at`, and what is to be done; an event that does not fit changes nothing."""
    match event:
        case Tick():
            return _ticked(talk, at, habits), ()
        case LookedUp():
            return _looked_up(talk, event, at, habits)
        case Recorded():
            return _recorded(talk, event, at)
        case NotRecorded():
            return _not_recorded(talk, event), ()
        case HostsFound():
            return walkin.found(talk, event), ()
        case _:
            return _touched(replace(talk, touched=at), event, at, habits)


def _touched(talk: Conversation, event: Event, at: datetime, habits: Habits) -> Advanced:
    """What a person does, wherever they are."""
    match event:
        case Scanned(text):
            return _scanned(talk, text)
        case Confirmed():
            return _confirmed(talk, habits)
        case Back():
            return _back(talk, at), ()
        case Closed():
            return beginning(at, talk.tickets), ()
        case LanguageChosen(language):
            return replace(talk, language=language), ()
        case _ if isinstance(talk.step, WalkIn):
            return walkin.filled(talk, talk.step, event, habits)
        case _ if isinstance(talk.step, EnteringCode):
            return _typed(talk, talk.step, event, habits)
        case _ if isinstance(talk.step, Naming):
            return _named(talk, talk.step, event), ()
        case _:
            return _begun(talk, event, habits), ()


def _begun(talk: Conversation, event: Event, habits: Habits) -> Conversation:
    """Something new, where nothing is left half done."""
    if not isinstance(talk.step, (Idle, Done, Refused, Locked)):
        return talk
    match event:
        case CodeWanted(act) if act is Act.ARRIVE or habits.check_out:
            return replace(talk, step=EnteringCode(act))
        case NameWanted() if habits.check_out:
            return replace(talk, step=Naming())
        case WalkInWanted() if habits.walk_ins:
            return walkin.begun(talk)
        case _:
            return talk


def _typed(talk: Conversation, step: EnteringCode, event: Event, habits: Habits) -> Advanced:
    """The keys of the code; the last of them asks about it."""
    match event:
        case KeyPressed(character):
            text = typed(step.text, character)
            if habits.code_length is not None and len(text) == habits.code_length > len(step.text):
                return _look_up(talk, step.act, text, step.name)
        case Erased(everything):
            text = "" if everything else step.text[:-1]
        case Submitted() if step.text:
            return _look_up(talk, step.act, step.text, step.name)
        case NameWanted() if step.act is Act.LEAVE:
            return replace(talk, step=Naming(step.name)), ()
        case _:
            return talk, ()
    return replace(talk, step=replace(step, text=text)), ()


def _named(talk: Conversation, step: Naming, event: Event) -> Conversation:
    """The name of somebody who leaves; their code is asked for after it."""
    match event:
        case TextChanged(text):
            return replace(talk, step=Naming(walkin.cleaned(text)))
        case Submitted() if name := " ".join(step.text.split()):
            return replace(talk, step=EnteringCode(Act.LEAVE, name=name))
        case _:
            return talk


def _ticked(talk: Conversation, at: datetime, habits: Habits) -> Conversation:
    if at < talk.touched:
        return replace(talk, touched=at)
    match talk.step:
        case Idle():
            gone = talk.language is not None and at - talk.touched >= habits.idle
        case Done(_, since) | Refused(since=since):
            gone = abs(at - max(since, talk.touched)) >= habits.reset
        case Locked(until):
            gone = at >= until or at - talk.touched >= habits.idle
        case _:
            gone = at - talk.touched >= habits.idle
    return beginning(at, talk.tickets) if gone else talk


def _scanned(talk: Conversation, text: str) -> Advanced:
    """From every step but those that are at work; the same badge again is as good as a touch."""
    match talk.step:
        case LookingUp() | Recording() | NotKept():
            return talk, ()
        case Greeting(_, _, code) if code == text:
            return talk, ()
        case EnteringCode(act, _, name):
            return _look_up(talk, act, text, name)
        case Naming() | Refused(act=Act.LEAVE):
            return _look_up(talk, Act.LEAVE, text)
        case _:
            return _look_up(talk, Act.ARRIVE, text)


def _look_up(talk: Conversation, act: Act, text: str, name: str = "") -> Advanced:
    ticket = talk.tickets + 1
    return replace(talk, step=LookingUp(act, text, ticket, name), tickets=ticket), (LookUp(ticket, act, text, name),)


def _looked_up(talk: Conversation, event: LookedUp, at: datetime, habits: Habits) -> Advanced:
    step = talk.step
    if not isinstance(step, LookingUp) or step.ticket != event.ticket:
        return talk, ()
    match event.finding:
        case Unanswered(code):
            return _record(talk, Recording(step.act, 0, code=code))
        case Found(Outcome.LOCKED, _, until):
            return replace(talk, step=Locked(until or at)), ()
        case Found(Outcome.FOUND, visit, certain=certain) if visit is not None:
            greeting = Greeting(Act.ARRIVE, visit, step.code, certain)
            leaves = Refused(Outcome.FOUND, visit, at, step.act, instead=greeting)
            return replace(talk, step=leaves if step.act is Act.LEAVE else greeting), ()
        case Found(Outcome.ALREADY_IN, visit, certain=certain) if visit is not None and habits.check_out:
            return replace(talk, step=Greeting(Act.LEAVE, visit, step.code, certain)), ()
        case Found(outcome, visit):
            return replace(talk, step=Refused(outcome, visit, at, step.act, step.name)), ()
        case never:
            assert_never(never)


def _confirmed(talk: Conversation, habits: Habits) -> Advanced:
    match talk.step:
        case Greeting(Act.ARRIVE, visit, certain=certain) if habits.house_rules:
            return replace(talk, step=HouseRules(visit, certain=certain)), ()
        case Greeting(act, visit, certain=certain):
            return _record(talk, Recording(act, 0, visit, certain=certain))
        case HouseRules(visit, form, certain):
            return _record(talk, Recording(Act.ARRIVE, 0, visit, form=form, certain=certain))
        case NotKept(again):
            return _record(talk, again)
        case Refused(instead=greeting) if greeting is not None:
            return replace(talk, step=greeting), ()
        case _:
            return talk, ()


def _record(talk: Conversation, step: Recording) -> Advanced:
    ticket = talk.tickets + 1
    effect = Record(ticket, step.act, step.visit, step.code, step.form, step.certain)
    return replace(talk, step=replace(step, ticket=ticket), tickets=ticket), (effect,)


def _recorded(talk: Conversation, event: Recorded, at: datetime) -> Advanced:
    receipt = event.receipt
    match talk.step:
        case Recording(ticket=ticket) if ticket == event.ticket:
            visit = receipt.visit
            printed = () if visit is None or receipt.outcome is not Outcome.CHECKED_IN else (PrintBadge(visit),)
            return replace(talk, step=Done(receipt, at)), printed
        case Done(before, since) if before.key == receipt.key:
            return replace(talk, step=Done(receipt, since)), ()
        case _:
            return talk, ()


def _not_recorded(talk: Conversation, event: NotRecorded) -> Conversation:
    step = talk.step
    return replace(talk, step=NotKept(step)) if isinstance(step, Recording) and step.ticket == event.ticket else talk


def _back(talk: Conversation, at: datetime) -> Conversation:
    match talk.step:
        case WalkIn():
            return walkin.back(talk, talk.step, beginning(at, talk.tickets))
        case HouseRules(_, form) if form is not None:
            return replace(talk, step=walkin.last(form))
        case Refused(Outcome.NOT_FOUND, act=act, name=name):
            return replace(talk, step=Naming(name) if name else EnteringCode(act))
        case EnteringCode(name=name) if name:
            return replace(talk, step=Naming(name))
        case Naming():
            return replace(talk, step=EnteringCode(Act.LEAVE))
        case Recording():
            return talk
        case _:
            return replace(beginning(at, talk.tickets), language=talk.language)
