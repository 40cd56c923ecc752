"""The steps of somebody without an appointment: name, company, host, e-mail; a part of the reception's machine."""

from dataclasses import replace

from kiosk.domain.reception_events import (
    Effect,
    Event,
    HostChosen,
    HostsFound,
    Record,
    SearchHosts,
    Submitted,
    TextChanged,
)
from kiosk.domain.reception_steps import (
    Conversation,
    Habits,
    HouseRules,
    Page,
    Recording,
    WalkIn,
)
from kiosk.domain.visit import Host
from kiosk.domain.visiting import LONGEST_NAME, Act, Form

SHORTEST_SEARCH = 2
_PAGES = tuple(Page)


def begun(talk: Conversation) -> Conversation:
    """The first question."""
    return replace(talk, step=WalkIn(Page.NAME))


def last(form: Form) -> WalkIn:
    """Back from the house rules."""
    return _at(Page.EMAIL, form)


def back(talk: Conversation, step: WalkIn, away: Conversation) -> Conversation:
    """The question before, `away` from the first."""
    index = _PAGES.index(step.page)
    if index == 0:
        return replace(away, language=talk.language)
    return replace(talk, step=_at(_PAGES[index - 1], step.form))


def found(talk: Conversation, event: HostsFound) -> Conversation:
    """Who goes by the name that is in the field."""
    step = talk.step
    if not isinstance(step, WalkIn) or step.page is not Page.HOST or step.ticket != event.ticket:
        return talk
    return replace(talk, step=replace(step, hosts=event.hosts))


def filled(talk: Conversation, step: WalkIn, event: Event, habits: Habits) -> tuple[Conversation, tuple[Effect, ...]]:
    """What was typed, chosen, or is complete."""
    match event:
        case TextChanged(text):
            return _changed(talk, step, cleaned(text), habits)
        case HostChosen(host) if step.page is Page.HOST and host in step.hosts:
            return replace(talk, step=_at(Page.EMAIL, replace(step.form, host=host))), ()
        case Submitted():
            return _submitted(talk, step, habits)
        case _:
            return talk, ()


def good_email(text: str) -> bool:
    """Whether it looks like a mail address, or is empty."""
    name, _, host = text.rpartition("@")
    return not text or bool(name and "." in host.strip(".") and " " not in text and "@" not in name)


def cleaned(text: str) -> str:
    """One line of at most so many characters that can be printed."""
    return "".join(one for one in text[: 4 * LONGEST_NAME] if one.isprintable())[:LONGEST_NAME]


def _changed(talk: Conversation, step: WalkIn, text: str, habits: Habits) -> tuple[Conversation, tuple[Effect, ...]]:
    if step.page is not Page.HOST or not habits.find_hosts:
        return replace(talk, step=replace(step, text=text)), ()
    ticket, wanted = talk.tickets + 1, " ".join(text.split())
    hosts = step.hosts if len(wanted) >= SHORTEST_SEARCH else ()
    changed = replace(talk, step=replace(step, text=text, hosts=hosts, ticket=ticket), tickets=ticket)
    return changed, (SearchHosts(ticket, wanted),) if len(wanted) >= SHORTEST_SEARCH else ()


def _submitted(talk: Conversation, step: WalkIn, habits: Habits) -> tuple[Conversation, tuple[Effect, ...]]:
    text = " ".join(step.text.split())
    match step.page:
        case Page.NAME if text:
            return replace(talk, step=_at(Page.COMPANY, replace(step.form, name=text))), ()
        case Page.COMPANY:
            return replace(talk, step=_at(Page.HOST, replace(step.form, company=text))), ()
        case Page.HOST if len(step.hosts) == 1:
            return replace(talk, step=_at(Page.EMAIL, replace(step.form, host=step.hosts[0]))), ()
        case Page.HOST if text and not habits.find_hosts:
            return replace(talk, step=_at(Page.EMAIL, replace(step.form, host=Host(text)))), ()
        case Page.EMAIL if good_email(text):
            return _complete(talk, replace(step.form, email=text), habits)
        case _:
            return talk, ()


def _complete(talk: Conversation, form: Form, habits: Habits) -> tuple[Conversation, tuple[Effect, ...]]:
    if habits.house_rules:
        return replace(talk, step=HouseRules(None, form)), ()
    ticket = talk.tickets + 1
    step = Recording(Act.ARRIVE, ticket, form=form)
    return replace(talk, step=step, tickets=ticket), (Record(ticket, Act.ARRIVE, form=form),)


def _at(page: Page, form: Form) -> WalkIn:
    """A page with what it was filled with before."""
    host = "" if form.host is None else form.host.name
    texts = {Page.NAME: form.name, Page.COMPANY: form.company, Page.HOST: host, Page.EMAIL: form.email}
    hosts = (form.host,) if page is Page.HOST and form.host is not None else ()
    return WalkIn(page, form, texts[page], hosts)
