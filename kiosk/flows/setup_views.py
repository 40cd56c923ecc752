"""What each step of setting a panel up looks like. Pure; holds no text of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from kiosk.config import THEMES
from kiosk.domain.connection import Trouble
from kiosk.domain.room import Room
from kiosk.flows.setup_state import Asking, Scope, Step
from kiosk.phrases.setup import SetupPhrases
from kiosk.setup.draft import KINDS
from kiosk.setup.trial import Mistake
from kiosk.viewmodels.sheet_view import Choice, Entry, Row, SheetView
from kiosk.wording_outside import clean

SECONDS = 120.0
LONG_TEXT, LONG_SECRET = 200, 2000
_ABOUT_ADDRESS = frozenset(
    {Trouble.UNREACHABLE, Trouble.TLS, Trouble.GARBLED, Trouble.NOT_FOUND, Mistake.ADDRESS, Mistake.PLAIN_HTTP}
)
_ABOUT_SECRET = frozenset({Trouble.NOT_ALLOWED, Mistake.SECRET})


def setup_view(now: Asking, phrases: SetupPhrases, tags: Sequence[str], *, first: bool) -> SheetView:
    """The sheet of a step; `tags` are the languages to choose from, `first` says that there is no way back."""
    view = _step(now, phrases, tags)
    note = phrases.note("code") if now.wrong_code else view.note
    busy = now.step in (Step.TESTING, Step.WRITING)
    return replace(
        view,
        name=f"setup-{now.step.value}",
        title=view.title or phrases.title(now.step.value),
        note=note,
        back="" if first or now.step is Step.WRITING else phrases.way("back"),
        close=phrases.way("close"),
        seconds=0.0 if busy else SECONDS,
    )


def _step(now: Asking, phrases: SetupPhrases, tags: Sequence[str]) -> SheetView:
    match now.step:
        case Step.SYSTEM:
            return _system(now, phrases, tags)
        case Step.ADDRESS | Step.USER | Step.SECRET:
            return _field(now, phrases)
        case Step.TESTING | Step.WRITING:
            return SheetView(line=phrases.line(now.step.value), tone="waiting")
        case Step.FAILED | Step.NOT_WRITTEN:
            return _failed(now, phrases)
        case Step.ROOMS:
            return _rooms(now, phrases)
        case Step.LANGUAGE:
            return SheetView(
                line=phrases.line("language"), rows=language_rows(phrases, tags, now.draft.language, "language:")
            )
        case Step.LOOK:
            return SheetView(line=phrases.line("look"), rows=look_rows(phrases, now.draft.theme, "look:"))
        case Step.REVIEW:
            return _review(now, phrases)
    assert_never(now.step)


def language_rows(phrases: SetupPhrases, tags: Sequence[str], chosen: str, prefix: str) -> tuple[Row, ...]:
    """Every language by its own name."""
    return tuple(Row(prefix + tag, phrases.language(tag), chosen=tag == chosen) for tag in tags)


def look_rows(phrases: SetupPhrases, chosen: str, prefix: str) -> tuple[Row, ...]:
    """Every theme, and the building's own where it is chosen."""
    own = () if chosen in THEMES or not chosen else (chosen,)
    return tuple(Row(prefix + theme, phrases.look(theme), chosen=theme == chosen) for theme in (*own, *THEMES))


def _system(now: Asking, phrases: SetupPhrases, tags: Sequence[str]) -> SheetView:
    choices = tuple(
        Choice(f"system:{kind}", phrases.system(kind), phrases.about_system(kind), chosen=kind == now.draft.kind)
        for kind in KINDS
    )
    stay = Choice("demo", phrases.system("demo"), phrases.about_system("demo"), kind="quiet")
    chips = tuple(
        Choice(f"language:{tag}", phrases.language(tag), chosen=tag == now.draft.language)
        for tag in tags
        if len(tags) > 1
    )
    new = now.before.kind is None
    return SheetView(
        line=phrases.line("system"), chips=chips if new else (), choices=(*choices, stay) if new else choices
    )


def _field(now: Asking, phrases: SetupPhrases) -> SheetView:
    if now.step is Step.SECRET:
        return _secret(now, phrases)
    if now.step is Step.ADDRESS:
        return _address(now, phrases)
    entry = Entry(phrases.label("user"), now.typed, most=LONG_TEXT)
    note = phrases.note("user") if now.problem else ""
    return SheetView(line=phrases.line("user"), note=note, entry=entry, choices=(_next(phrases),))


def _address(now: Asking, phrases: SetupPhrases) -> SheetView:
    line = "address_nexudus" if now.draft.kind == "nexudus" else "address"
    entry = Entry(phrases.label("address"), now.typed, phrases.example("address"), keys="address", most=LONG_TEXT)
    note, camera = _problem(now, phrases), phrases.camera()
    return SheetView(line=phrases.line(line), note=note, entry=entry, choices=(_next(phrases),), camera=camera)


def _secret(now: Asking, phrases: SetupPhrases) -> SheetView:
    password = now.draft.kind == "nexudus"
    name = "password" if password else "secret"
    line = phrases.line("password", name=clean(now.draft.username)) if password else phrases.line("secret")
    kept = (Choice("keep", phrases.choice("keep")),) if now.may_keep else ()
    entry = Entry(phrases.label(name), now.typed, secret=True, most=LONG_SECRET)
    return SheetView(
        title=phrases.title(name),
        line=line,
        note=_problem(now, phrases),
        entry=entry,
        choices=(_next(phrases), *kept),
        camera=None if password else phrases.camera(),
    )


def _failed(now: Asking, phrases: SetupPhrases) -> SheetView:
    """What is most likely to help stands first."""
    again = Choice("again", phrases.choice("again"))
    address = Choice("address", phrases.choice("address"))
    secret = Choice("secret", phrases.choice("password" if now.draft.kind == "nexudus" else "secret"))
    if now.step is Step.NOT_WRITTEN or now.scope is Scope.ROOM:
        ways = [again]
    elif now.problem in _ABOUT_SECRET:
        ways = [secret, address, again]
    elif now.problem in _ABOUT_ADDRESS:
        ways = [address, secret, again]
    else:
        ways = [again, address, secret]
    ways[0] = replace(ways[0], kind="primary")
    return SheetView(line=_problem(now, phrases), tone="bad", choices=tuple(ways))


def _rooms(now: Asking, phrases: SetupPhrases) -> SheetView:
    buildings = list(dict.fromkeys(room.building for room in now.rooms if room.building))
    every = Choice("building:", phrases.everywhere(), chosen=not now.building)
    each = [Choice(f"building:{one}", clean(one), chosen=one == now.building) for one in buildings]
    return SheetView(
        line=phrases.line("rooms", rooms=phrases.rooms(len(now.rooms))),
        chips=(every, *each) if len(each) > 1 else (),
        entry=Entry(phrases.label("search"), now.typed, phrases.example("search")),
        rows=tuple(_room(room, phrases, now.draft.room) for room in now.shown),
        rows_empty=phrases.no_room(),
    )


def _room(room: Room, phrases: SetupPhrases, chosen: str) -> Row:
    return Row(
        f"room:{room.id}",
        clean(room.name) or clean(room.id),
        phrases.place(room),
        phrases.seats(room),
        chosen=room.id == chosen,
    )


def _review(now: Asking, phrases: SetupPhrases) -> SheetView:
    draft = now.draft
    room = next((one for one in now.rooms if one.id == draft.room), None)
    rows = (
        Row("", phrases.label("system"), trailing=phrases.system(draft.kind or "demo")),
        Row("", phrases.label("address"), trailing=draft.url),
        Row("", phrases.label("room"), trailing=clean(room.name) if room else draft.room),
        Row("", phrases.label("language"), trailing=phrases.language(draft.language)),
        Row("", phrases.label("look"), trailing=phrases.look(draft.theme)),
    )
    start = Choice("start", phrases.choice("start"), kind="primary")
    return SheetView(line=phrases.line("review"), rows=tuple(row for row in rows if row.trailing), choices=(start,))


def _next(phrases: SetupPhrases) -> Choice:
    return Choice("next", phrases.choice("next"), kind="primary")


def _problem(now: Asking, phrases: SetupPhrases) -> str:
    return phrases.problem(now.problem) if now.problem is not None else ""
