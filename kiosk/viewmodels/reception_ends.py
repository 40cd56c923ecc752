"""The last step of a conversation at the desk in words: done, refused, put off. Pure; says only what is true."""

from datetime import datetime
from typing import assert_never

from kiosk.domain.reception_steps import Done, Habits, Locked, NotKept, Refused
from kiosk.domain.visit import Visit
from kiosk.domain.visiting import Act, Outcome
from kiosk.domain.wifi import wifi_code
from kiosk.phrases.reception import ReceptionPhrases
from kiosk.viewmodels.qr import qr_image
from kiosk.viewmodels.reception_parts import Aside, ReceptionOptions, facts_of
from kiosk.viewmodels.reception_view import Fact, ReceptionView
from kiosk.viewmodels.sheet_view import Choice
from kiosk.wording_outside import clean, isolated

_MAY_WALK_IN = frozenset({Outcome.NOT_FOUND, Outcome.OVER, Outcome.CANCELLED})


def end_view(
    step: Done | Refused | Locked | NotKept,
    at: datetime,
    says: ReceptionPhrases,
    options: ReceptionOptions,
    habits: Habits,
    aside: Aside,
) -> ReceptionView:
    """How it ended."""
    match step:
        case Done():
            return _done(step, says, options, habits, aside)
        case Refused():
            return _refused(step, at, says, options, habits)
        case Locked(until):
            return _locked(until, at, says, options)
        case NotKept():
            return _lost(says)
    assert_never(step)


def _done(step: Done, says: ReceptionPhrases, options: ReceptionOptions, habits: Habits, aside: Aside) -> ReceptionView:
    """It is on the disk."""
    receipt, close = step.receipt, (Choice("close", says.say("action.done"), kind="primary"),)
    visit = receipt.visit
    if visit is None:
        leaves = receipt.act is Act.LEAVE
        line = says.say("kept.leave" if leaves else "kept.code")
        return ReceptionView(
            "done-kept", "message", title=says.say("kept.title"), line=line, tone="good", choices=close
        )
    certain = receipt.outcome is not Outcome.OFFLINE_RECORDED
    if receipt.act is Act.LEAVE:
        title = says.to("out.title", "out.title_nobody", visit.visitor)
        line = says.say("out.line" if certain else "kept.left")
        return ReceptionView("done-out", "message", title=title, line=line, tone="good", choices=close)
    source, modules = qr_image(wifi_code(options.wifi_name, options.wifi_password))
    return ReceptionView(
        "done-in",
        "message",
        title=says.to("in.title", "in.title_nobody", visit.visitor),
        line=_is_in(visit, says, aside) if certain else says.say("kept.arrive"),
        note="" if aside.badge == "none" else says.say(f"badge.{aside.badge}"),
        tone="good",
        facts=(*_where(visit, says, options), *_code(receipt.code, says, habits), *_network(says, options)),
        choices=close,
        qr_source=source,
        qr_modules=modules,
        qr_caption=says.say("wifi.scan") if modules else "",
    )


def _refused(
    step: Refused, at: datetime, says: ReceptionPhrases, options: ReceptionOptions, habits: Habits
) -> ReceptionView:
    """It cannot be, said kindly, and with a way on."""
    leaves = step.act is Act.LEAVE
    title, line = _why_not_out(step, says) if leaves else _why(step.outcome, step.visit, at, says, options)
    here = step.outcome is Outcome.ALREADY_IN and step.visit is not None
    facts = _where(step.visit, says, options) if here and step.visit is not None else ()
    return ReceptionView(
        f"refused-leave-{step.outcome}" if leaves else f"refused-{step.outcome}",
        "message",
        title=title,
        line=line,
        tone="good" if here or (leaves and step.outcome is Outcome.ALREADY_OUT) else "bad",
        facts=facts,
        choices=_ways_on(step, says, habits),
    )


def _ways_on(step: Refused, says: ReceptionPhrases, habits: Habits) -> tuple[Choice, ...]:
    again = step.outcome is Outcome.NOT_FOUND
    best = ("back", "action.again") if again else ("close", "action.done")
    choices = [Choice(best[0], says.say(best[1]), kind="primary")]
    if step.act is Act.LEAVE:
        if again and not step.name:
            choices.append(Choice("by_name", says.say("action.by_name")))
        if step.instead is not None:
            choices.append(Choice("confirm", says.say("action.check_in")))
    elif habits.walk_ins and step.outcome in _MAY_WALK_IN:
        choices.append(Choice("walk_in", says.say("action.walk_in")))
    return tuple(choices)


def _locked(until: datetime, at: datetime, says: ReceptionPhrases, options: ReceptionOptions) -> ReceptionView:
    """Nobody may try a code for a while; when it goes on is said once, and nothing counts down."""
    time = says.from_when(until, at, options.zone)
    return ReceptionView(
        "locked",
        "message",
        title=says.say("locked.title"),
        line=says.say("locked.line", time=time),
        tone="bad",
        choices=(Choice("close", says.say("action.done"), kind="primary"),),
    )


def _lost(says: ReceptionPhrases) -> ReceptionView:
    """The disk did not take it."""
    again = Choice("confirm", says.say("action.again"), kind="primary")
    return ReceptionView(
        "lost", "message", title=says.say("lost.title"), line=says.say("lost.line"), tone="bad", choices=(again,)
    )


def _is_in(visit: Visit, says: ReceptionPhrases, aside: Aside) -> str:
    if not aside.telling:
        return says.say("in.line")
    host = says.host(visit.host)
    return says.say("in.telling", host=isolated(host)) if host else says.say("in.telling_nobody")


def _why(
    outcome: Outcome, visit: Visit | None, at: datetime, says: ReceptionPhrases, options: ReceptionOptions
) -> tuple[str, str]:
    match outcome:
        case Outcome.TOO_EARLY if visit is not None:
            opens = says.from_when(visit.start - options.opens, at, visit.zone)
            start = says.from_when(visit.start, at, visit.zone)
            line = says.say("refused.too_early_line", opens=opens, start=start)
            return says.say("refused.too_early"), line
        case Outcome.OTHER_BUILDING:
            building = clean(visit.building or "") if visit is not None else ""
            key = "line" if building else "unnamed"
            return says.say("refused.other_building"), says.say(
                f"refused.other_building_{key}", **({"building": isolated(building)} if building else {})
            )
        case Outcome.OVER | Outcome.CANCELLED | Outcome.ALREADY_IN | Outcome.ALREADY_OUT:
            return says.say(f"refused.{outcome}"), says.say(f"refused.{outcome}_line")
        case (
            Outcome.NOT_FOUND
            | Outcome.TOO_EARLY
            | Outcome.FOUND
            | Outcome.CHECKED_IN
            | Outcome.CHECKED_OUT
            | Outcome.LOCKED
            | Outcome.OFFLINE_RECORDED
        ):
            return says.say("refused.not_found"), says.say("refused.not_found_line")
    assert_never(outcome)


def _why_not_out(step: Refused, says: ReceptionPhrases) -> tuple[str, str]:
    """Why somebody cannot leave; of a visit that never began it is said no more than that."""
    match step.outcome:
        case Outcome.NOT_FOUND:
            key = "refused.not_found_named" if step.name else "refused.not_found"
            return says.say(key), says.say(f"{key}_line")
        case Outcome.ALREADY_OUT:
            return says.say("refused.already_out"), says.say("refused.already_out_leave_line")
        case _:
            return says.say("refused.not_in"), says.say("refused.not_in_line")


def _code(code: str, says: ReceptionPhrases, habits: Habits) -> tuple[Fact, ...]:
    """A code that was made just now; whoever leaves needs it."""
    return (Fact("code", says.say("fact.code"), code),) if code and habits.check_out else ()


def _where(visit: Visit, says: ReceptionPhrases, options: ReceptionOptions) -> tuple[Fact, ...]:
    way = clean(options.directions)
    told = [one for one in facts_of(visit, says) if one.key == "place"]
    return (*told, Fact("way", says.say("fact.way"), way)) if way else tuple(told)


def _network(says: ReceptionPhrases, options: ReceptionOptions) -> tuple[Fact, ...]:
    told = (("wifi", clean(options.wifi_name)), ("password", clean(options.wifi_password)))
    return tuple(Fact(key, says.say(f"fact.{key}"), text) for key, text in told if text and options.wifi_name)
