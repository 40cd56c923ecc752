"""What each page behind the reception's PIN looks like. Pure; holds no text of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk.domain.visiting import Present
from kiosk.phrases.staff import StaffPhrases
from kiosk.setup.pin_hash import LONGEST
from kiosk.sync.outbox_item import Waiting
from kiosk.viewmodels.sheet_view import Choice, Entry, Row, SheetView

PIN_SECONDS, PAGE_SECONDS = 30.0, 60.0
_WAYS = {"visit": "visit", "host.mail": "mail", "host.webhook": "webhook", "badge.print": "badge"}


class Page(StrEnum):
    """Where somebody is."""

    PIN = "pin"
    WAIT = "wait"
    ROLL = "roll"
    PERSON = "person"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Opened:
    """A page with what is on it; `note` says what went wrong, `done` what went well, both ready to be read.

    `present` is None where it could not be read; `person` is one of them.
    """

    page: Page
    typed: str = ""
    note: str = ""
    done: str = ""
    usable: bool = True
    present: tuple[Present, ...] | None = ()
    post: tuple[Waiting, ...] = ()
    person: Present | None = None


def staff_view(now: Opened, at: datetime, says: StaffPhrases, *, prints: bool) -> SheetView:
    """The sheet of a page."""
    view = _page(now, at, says, prints=prints)
    return replace(
        view,
        name=f"staff-{now.page}",
        note=now.note,
        close=says.say("way.close"),
        back=says.say("way.back") if now.page in (Page.POST, Page.PERSON) else "",
        seconds=PIN_SECONDS if now.page is Page.PIN else PAGE_SECONDS,
    )


def _page(now: Opened, at: datetime, says: StaffPhrases, *, prints: bool) -> SheetView:
    match now.page:
        case Page.PIN:
            return _pin(now, says)
        case Page.WAIT:
            return SheetView(title=says.say("wait.title"), tone="waiting")
        case Page.ROLL:
            return _roll(now.present, at, says, done=now.done, prints=prints)
        case Page.PERSON:
            return SheetView() if now.person is None else _person(now.person, at, says)
        case Page.POST:
            return _post(now.post, at, says)


def _pin(now: Opened, says: StaffPhrases) -> SheetView:
    title = says.say("pin.title")
    if not now.usable:
        return SheetView(title=title)
    entry = Entry(says.say("pin.label"), now.typed, keys="digits", secret=True, most=LONGEST)
    go_on = Choice("next", says.say("pin.next"), kind="primary")
    return SheetView(title=title, line=says.say("pin.line"), entry=entry, choices=(go_on,))


def _roll(present: Sequence[Present] | None, at: datetime, says: StaffPhrases, *, done: str, prints: bool) -> SheetView:
    messages = Choice("post", says.say("roll.messages"))
    if present is None:
        return SheetView(title=says.say("roll.trouble"), tone="bad", choices=(messages,))
    if not present:
        return SheetView(title=says.say("roll.none"), line=done, choices=(messages,))
    save = Choice("save", says.say("roll.save"), kind="primary")
    paper = (Choice("print", says.say("roll.print")),) if prints else ()
    return SheetView(
        title=says.counted("roll.title", len(present)),
        line=done or says.say("roll.line", time=says.moment(at, at)),
        rows=tuple(_visitor(number, one, at, says) for number, one in enumerate(present)),
        choices=(save, *paper, messages),
    )


def _visitor(number: int, one: Present, at: datetime, says: StaffPhrases) -> Row:
    return Row(f"in-{number}", says.name(one), says.about(one), says.since(one, at))


def _person(one: Present, at: datetime, says: StaffPhrases) -> SheetView:
    leave = Choice("leave", says.check_out(), kind="primary")
    return SheetView(title=says.name(one), line=says.dotted(says.about(one), says.since(one, at)), choices=(leave,))


def _post(post: Sequence[Waiting], at: datetime, says: StaffPhrases) -> SheetView:
    rows = tuple(_lane(kind, tuple(one for one in post if _way(one) == kind), at, says) for kind in _kinds(post))
    again = (Choice("again", says.say("post.again"), kind="primary"),) if any(one.aside for one in post) else ()
    return SheetView(title=says.say("post.title"), rows=rows, rows_empty=says.say("post.none"), choices=again)


def _lane(kind: str, lanes: Sequence[Waiting], at: datetime, says: StaffPhrases) -> Row:
    count, aside = sum(one.count for one in lanes), sum(one.aside for one in lanes)
    waiting = says.counted("post.waiting", count) if count else ""
    failed = says.counted("post.aside", aside) if aside else ""
    since = min((one.since for one in lanes if one.since is not None), default=None)
    trailing = "" if since is None else says.say("roll.since", time=says.moment(since, at))
    return Row(f"way-{kind}", says.say(f"post.{kind}"), says.dotted(waiting, failed), trailing)


def _kinds(post: Sequence[Waiting]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_way(one) for one in post if one.count or one.aside))


def _way(one: Waiting) -> str:
    return _WAYS.get(one.lane.kind, "other")
