"""The questions to somebody without an appointment, in words. Pure; shows no name that was not searched for."""

from kiosk.domain.reception_steps import Habits, Naming, Page, WalkIn
from kiosk.domain.reception_walkin import SHORTEST_SEARCH
from kiosk.domain.visiting import LONGEST_NAME
from kiosk.phrases.reception import ReceptionPhrases
from kiosk.viewmodels.reception_parts import Aside
from kiosk.viewmodels.reception_view import ReceptionView
from kiosk.viewmodels.sheet_view import Choice, Entry, Row
from kiosk.wording_outside import clean

_MAY_BE_LEFT = frozenset({Page.COMPANY, Page.EMAIL})


def form_view(step: WalkIn, says: ReceptionPhrases, habits: Habits, aside: Aside) -> ReceptionView:
    """One question, with a hint where the last answer to it would not do."""
    page, searching = step.page, step.page is Page.HOST and habits.find_hosts
    free = "_free" if page is Page.HOST and not habits.find_hosts else ""
    rows = tuple(Row(f"host-{at}", clean(one.name)) for at, one in enumerate(step.hosts)) if searching else ()
    return ReceptionView(
        f"walk_in-{page}",
        "form",
        title=says.say(f"walk_in.{page}"),
        line=says.say("walk_in.host_none")
        if searching and not rows and not aside.searching and _searched(step)
        else "",
        note=says.say(f"walk_in.{page}_note{free}") if aside.stuck else "",
        entry=Entry(
            says.say(f"walk_in.{page}"),
            step.text,
            says.say(f"walk_in.{page}_hint{free}"),
            keys="address" if page is Page.EMAIL else "text",
            most=LONGEST_NAME,
        ),
        rows=rows,
        choices=_choices(step, says, searching=searching),
        back=says.say("way.back"),
    )


def naming_view(step: Naming, says: ReceptionPhrases, aside: Aside) -> ReceptionView:
    """The name of somebody who leaves. No list: whoever is in stays unnamed until the code matched as well."""
    return ReceptionView(
        "leave-name",
        "form",
        title=says.say("walk_in.name"),
        note=says.say("walk_in.name_note") if aside.stuck else "",
        entry=Entry(says.say("walk_in.name"), step.text, says.say("walk_in.name_hint"), keys="text", most=LONGEST_NAME),
        choices=(Choice("next", says.say("action.next"), kind="primary"),),
        back=says.say("way.back"),
    )


def _choices(step: WalkIn, says: ReceptionPhrases, *, searching: bool) -> tuple[Choice, ...]:
    if searching:
        return ()
    left = step.page in _MAY_BE_LEFT and not step.text.strip()
    return (Choice("next", says.say("action.skip" if left else "action.next"), kind="primary"),)


def _searched(step: WalkIn) -> bool:
    """Whether enough was typed for an answer."""
    return len(" ".join(step.text.split())) >= SHORTEST_SEARCH
