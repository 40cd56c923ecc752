"""Whatever a server says: every text is where it is promised, fit to be shown, and nothing private is among them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.access import AccessKey, AccessKeys
from kiosk.domain.agenda import Agenda, Closure, agenda_of
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.hours import OpeningHours
from kiosk.domain.room import Room
from kiosk.domain.state import Status, Why, derive
from kiosk.viewmodels.home_text import HomeOptions, home_view
from kiosk.viewmodels.home_view import DayRow, HomeView
from kiosk.viewmodels.qr import no_qr
from kiosk.wording import Words
from tests.wording.states import POLICY

NOON = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
PRIVATE = "PRIVATE-SUBJECT"
HOURS = OpeningHours.parse("mon-fri 08:00-18:00, sun 00:00-24:00")
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"])
LANGUAGES = st.sampled_from(["en", "de", "qps-long", "qps-rtl"])
TEXTS = st.text(st.characters() | st.sampled_from("<>&\u202e\u2068\u0301\ud800\n"), max_size=300)
NEAR = st.integers(-3 * 86400, 3 * 86400).map(lambda seconds: NOON + timedelta(seconds=seconds))
FAR = st.sampled_from([datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)])


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    private = draw(st.booleans())
    return Appointment(
        id=draw(st.text(max_size=3)),
        start=draw(NEAR),
        end=draw(NEAR | FAR),
        subject=PRIVATE if private else draw(st.none() | TEXTS),
        organizer=PRIVATE if private else draw(st.none() | TEXTS),
        private=private,
        all_day=draw(st.booleans()),
        preparation=draw(st.booleans()),
        check_in=draw(st.sampled_from(CheckIn)),
        check_in_deadline=draw(st.none() | NEAR),
    )


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    room = Room(
        id="1",
        name=draw(TEXTS),
        time_zone=draw(ZONES),
        floor=draw(st.none() | TEXTS),
        capacity=draw(st.none() | st.integers(-1, 10**6)),
        amenities=tuple(draw(st.lists(TEXTS, max_size=3))),
        gone=draw(st.booleans()),
        hours=draw(st.sampled_from([None, HOURS])),
    )
    if draw(st.integers(0, 9)) == 0:
        return Agenda(room, None)
    closures = st.builds(Closure, NEAR, NEAR, st.none() | TEXTS)
    return agenda_of(
        room,
        draw(st.lists(appointments(), max_size=6)),
        as_of=NOON + timedelta(seconds=draw(st.integers(-2000, 2000))),
        known_until=NOON + timedelta(hours=draw(st.integers(1, 72))),
        closures=tuple(draw(st.lists(closures, max_size=2))),
        unreadable=draw(st.booleans()),
        open_ended=draw(st.none() | appointments().map(lambda one: replace(one, end=one.start))),
    )


CONNECTIONS = st.builds(Connection, st.none() | NEAR, st.none() | st.sampled_from(Trouble))
KEYS = AccessKeys((AccessKey("1", "https://rooms.example.com/SECRET-KEY"),), NOON)


def shown(known: Agenda, connection: Connection, words: Words, now: datetime) -> HomeView:
    return home_view(derive(known, now, POLICY), known, KEYS, connection, words, HomeOptions(qr=lambda _: ("qr", 33)))


def texts(view: HomeView | DayRow) -> Iterator[str]:
    for field in fields(view):
        match getattr(view, field.name):
            case str(text) if field.name != "key":
                yield text
            case tuple(rows):
                for row in rows:
                    yield from texts(row)
            case _:
                pass


@given(agendas(), CONNECTIONS, LANGUAGES)
def test_texts_are_where_they_are_promised(known: Agenda, connection: Connection, language: str) -> None:
    view = shown(known, connection, Words(language), NOON)

    assert all((view.status, view.word, view.line, view.room, view.clock, view.date, view.accessible))
    if derive(known, NOON, POLICY).why not in {Why.GONE, Why.UNREADABLE}:  # the field says it all
        assert bool(view.day) != bool(view.day_empty)
    assert all(row.title and row.begin for row in view.day)
    assert len({row.key for row in view.day}) == len(view.day)
    assert view.connection in {"online", "trouble", "offline"}
    assert view.progress == -1.0 or 0.0 <= view.progress <= 1.0
    assert bool(view.qr_source) == bool(view.qr_modules) == bool(view.qr_caption) == bool(view.qr_host)
    assert view.faded == (view.status == Status.UNKNOWN)


@given(agendas(), CONNECTIONS, LANGUAGES)
def test_every_text_is_fit_to_be_shown(known: Agenda, connection: Connection, language: str) -> None:
    for text in texts(shown(known, connection, Words(language), NOON)):
        assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs", "Zl", "Zp"}
        opened = sum(text.count(one) for one in "\u2066\u2067\u2068")
        assert opened == text.count("\u2069")


@given(agendas(), CONNECTIONS)
def test_nothing_private_is_shown_anywhere(known: Agenda, connection: Connection) -> None:
    view = repr(shown(known, connection, Words("en"), NOON))

    assert PRIVATE not in view
    assert "SECRET-KEY" not in view


@given(agendas(), CONNECTIONS)
def test_the_day_calls_nothing_free_that_the_state_does_not(known: Agenda, connection: Connection) -> None:
    view = shown(known, connection, Words("en"), NOON)

    if any(row.kind == "gap" and row.ongoing for row in view.day):
        assert view.status in {Status.FREE, Status.STARTING_SOON, Status.WAITING_CHECK_IN}


@given(agendas(), CONNECTIONS, st.integers(0, 59), st.integers(0, 59))
def test_nothing_changes_while_only_seconds_pass(
    known: Agenda, connection: Connection, first: int, second: int
) -> None:
    """Where the state itself is the same at both seconds, so is every word of the view."""
    moments = [NOON + timedelta(seconds=seconds) for seconds in (first, second)]
    one, other = (derive(known, moment, POLICY) for moment in moments)
    covered = {(row.id, row.covers(moments[0])) for row in known.appointments}
    if replace(one, at=NOON, freshness=other.freshness) != replace(other, at=NOON):
        return
    if covered != {(row.id, row.covers(moments[1])) for row in known.appointments}:
        return
    if one.freshness.level is not other.freshness.level:
        return
    words, options = Words("en"), HomeOptions(qr=no_qr)
    views = [home_view(state, known, KEYS, connection, words, options) for state in (one, other)]

    assert views[0] == views[1]
