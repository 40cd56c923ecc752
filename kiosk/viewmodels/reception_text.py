"""From a conversation at the desk to the reception's screen, word for word. Pure; knows no Qt, no desk and no disk.

Two calls within one minute with the same data give equal views, so that nothing is drawn for a second's passing.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from kiosk.domain.freshness import was_set
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
from kiosk.domain.visiting import Act
from kiosk.phrases.reception import ReceptionPhrases
from kiosk.viewmodels.reception_ends import end_view
from kiosk.viewmodels.reception_form import form_view, naming_view
from kiosk.viewmodels.reception_parts import Aside, ReceptionOptions, facts_of
from kiosk.viewmodels.reception_view import ReceptionView
from kiosk.viewmodels.sheet_view import Choice
from kiosk.wording_outside import clean


def reception_view(
    talk: Conversation, at: datetime, says: ReceptionPhrases, options: ReceptionOptions, habits: Habits, aside: Aside
) -> ReceptionView:
    """The screen of this step at this instant."""
    match talk.step:
        case Idle():
            view = _idle(says, options, habits)
        case EnteringCode() as step:
            view = _code(step, says, options, habits)
        case LookingUp():
            view = _waiting(says, "look_up")
        case Recording(act):
            view = _waiting(says, act.value)
        case Greeting() as step:
            view = _greeting(step, at, says)
        case HouseRules():
            view = _rules(says, options)
        case WalkIn() as step:
            view = form_view(step, says, habits, aside)
        case Naming() as step:
            view = naming_view(step, says, aside)
        case Done() | Refused() | Locked() | NotKept() as end:
            view = end_view(end, at, says, options, habits, aside)
        case never:
            assert_never(never)
    return _framed(view, at, says, options)


def _framed(view: ReceptionView, at: datetime, says: ReceptionPhrases, options: ReceptionOptions) -> ReceptionView:
    """What is on every screen."""
    words = says.words
    away = view.page == "idle" or view.tone == "waiting" or any(one.key == "close" for one in view.choices)
    return replace(
        view,
        language=words.language,
        right_to_left=words.right_to_left,
        building=clean(options.building),
        clock=words.time(at, options.zone) if was_set(at) else "",
        date=words.date_long(at.astimezone(options.zone).date()) if was_set(at) else "",
        over="" if away else says.say("way.over"),
        staff=says.say("staff"),
    )


def _idle(says: ReceptionPhrases, options: ReceptionOptions, habits: Habits) -> ReceptionView:
    choices = [Choice("code", says.say("action.code"), kind="primary")]
    if habits.walk_ins:
        choices.append(Choice("walk_in", says.say("action.walk_in")))
    if habits.check_out:
        choices.append(Choice("leave", says.say("action.leave"), kind="quiet"))
    names = says.own_names(options.languages) if len(options.languages) > 1 else ()
    return ReceptionView(
        title=says.say("idle.title"),
        line=says.say("idle.line"),
        choices=tuple(choices),
        languages=tuple(Choice(f"lang-{tag}", name, chosen=tag == says.words.language) for tag, name in names),
        languages_label=says.say("languages"),
    )


def _code(step: EnteringCode, says: ReceptionPhrases, options: ReceptionOptions, habits: Habits) -> ReceptionView:
    choices = [] if habits.code_length is not None else [Choice("next", says.say("action.next"), kind="primary")]
    leaves = step.act is Act.LEAVE
    if leaves and not step.name:
        choices.append(Choice("by_name", says.say("action.by_name"), kind="quiet"))
    scans = "code.scan_leave" if leaves else "code.scan"
    return ReceptionView(
        f"code-{step.act}",
        "code",
        title=says.say(f"code.{step.act}"),
        line=says.say(scans if options.scanner and not step.name else "code.line"),
        code=step.text,
        code_spoken=says.say("code.spoken", code=" ".join(step.text)),
        clear=says.say("code.clear"),
        boxes=habits.code_length or 0,
        camera=says.camera(),
        choices=tuple(choices),
        back=says.say("way.back"),
    )


def _greeting(step: Greeting, at: datetime, says: ReceptionPhrases) -> ReceptionView:
    title = says.to("hello", "hello.nobody", step.visit.visitor)
    if step.act is Act.LEAVE:
        choices = (
            Choice("confirm", says.say("action.check_out"), kind="primary"),
            Choice("close", says.say("action.stay")),
        )
        return ReceptionView("greet-leave", "message", title=title, line=says.say("leaving.line"), choices=choices)
    choices = (
        Choice("confirm", says.say("action.check_in"), kind="primary"),
        Choice("close", says.say("action.not_me")),
    )
    facts = facts_of(step.visit, says, at=at)
    line = says.say("hello.line") if facts else ""
    return ReceptionView("greet-arrive", "message", title=title, line=line, facts=facts, choices=choices)


def _rules(says: ReceptionPhrases, options: ReceptionOptions) -> ReceptionView:
    rules = options.house_rules
    text = rules.get(says.words.language) or next(iter(rules.values()), "")
    lines = (clean(line, 2000) for line in text.splitlines())
    return ReceptionView(
        "rules",
        "message",
        title=says.say("rules.title"),
        text="\n".join(lines).strip(),
        choices=(Choice("confirm", says.say("action.accept"), kind="primary"),),
        back=says.say("way.back"),
    )


def _waiting(says: ReceptionPhrases, what: str) -> ReceptionView:
    """Something is on its way."""
    line = says.say(f"wait.{what}")
    return ReceptionView(f"wait-{what}", "message", title=says.say("wait.title"), line=line, tone="waiting")
