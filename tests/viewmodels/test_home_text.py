from dataclasses import replace

import pytest

from kiosk.domain.access import AccessKey, AccessKeys
from kiosk.domain.agenda import Agenda, Closure
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.connection import Connection, Trouble
from kiosk.domain.environment import Environment
from kiosk.domain.state import derive
from kiosk.viewmodels.home_text import HomeOptions, home_view
from kiosk.viewmodels.home_view import HomeView
from kiosk.viewmodels.qr import no_qr
from kiosk.wording import Words
from tests.wording.states import POLICY, ROOM, agenda, at, meeting

WORDS = Words("en")
KEYS = AccessKeys((AccessKey("1", "https://rooms.example.com:8443/k/SECRET?t=TOKEN"),), at("14:12"))
NOW_MEETING = meeting("13:30", "14:30", "Quarterly planning", "Ada Lovelace")


def painted(url: str) -> tuple[str, int]:
    return f"picture of {len(url)}", 33


def view(
    *meetings: Appointment,
    now: str = "14:12",
    age: float = 0,
    keys: AccessKeys = KEYS,
    connection: Connection | None = None,
    known: Agenda | None = None,
    words: Words = WORDS,
    measured: tuple[Environment, ...] = (),
) -> HomeView:
    known = known or agenda(*meetings, now=now, age=age)
    options = HomeOptions(qr=painted)
    talk = connection or Connection(last_contact=known.as_of)
    return home_view(derive(known, at(now), POLICY), known, keys, talk, words, options, measured)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_a_free_room_shows_what_comes_next() -> None:
    shown = view(meeting("14:30", "15:15"))

    assert (shown.status, shown.word, shown.line) == ("free", "Available", "until 14:30")
    assert (shown.overline, shown.subject, plain(shown.meta)) == (
        "NEXT",
        "Design review",
        "Grace Hopper · 14:30 – 15:15",
    )
    assert (shown.room, plain(shown.detail)) == ("Victoria", "Floor 3 · 8 seats · Screen · Whiteboard")
    assert (shown.clock, shown.date) == ("14:12", "Friday 20 November")
    assert shown.progress == -1.0
    assert not shown.faded
    assert plain(shown.accessible) == (
        "Victoria: Available until 14:30. Next: Design review, Grace Hopper, 14:30 – 15:15."
    )


def test_an_occupied_room_shows_what_runs_and_how_much_of_it_is_over() -> None:
    shown = view(NOW_MEETING, meeting("14:30", "15:15"))

    assert (shown.word, shown.line) == ("In use", "until 14:30 · 18\u00a0min left")
    assert (shown.overline, shown.subject) == ("NOW", "Quarterly planning")
    assert shown.progress == pytest.approx(42 / 60)


@pytest.mark.parametrize(("language", "said"), [("en", "not confirmed yet"), ("de", "noch nicht bestätigt")])
def test_a_booking_that_is_not_confirmed_says_so_where_it_is_shown_and_spoken(language: str, said: str) -> None:
    shown = view(replace(NOW_MEETING, pending=True), words=Words(language))

    assert shown.status == "occupied"
    assert plain(shown.meta) == f"Ada Lovelace · 13:30 – 14:30 · {said}"
    assert plain(shown.accessible).endswith(f"Quarterly planning, Ada Lovelace, 13:30 – 14:30, {said}.")
    assert said not in view(NOW_MEETING, words=Words(language)).meta


def test_a_private_booking_that_is_not_confirmed_shows_nothing_else() -> None:
    shown = view(replace(NOW_MEETING, pending=True, private=True))

    assert (shown.subject, plain(shown.meta)) == ("Reserved", "13:30 – 14:30 · not confirmed yet")


def test_a_room_to_be_checked_in_shows_its_booking_and_how_to() -> None:
    shown = view(meeting("14:00", "15:15", check_in=CheckIn.WAITING, deadline="14:20"))

    assert (shown.word, shown.line) == ("Check in", "by 14:20, or the room is released")
    assert shown.overline == "NOW"
    assert shown.qr_caption == "Scan to check\u00a0in"
    assert shown.progress == pytest.approx(12 / 75)


def test_a_booking_whose_window_is_open_is_the_next_one() -> None:
    shown = view(meeting("14:15", "15:15", check_in=CheckIn.WAITING))

    assert (shown.status, shown.overline, shown.progress) == ("waiting_check_in", "NEXT", -1.0)


def test_a_private_meeting_is_reserved_and_nobodys() -> None:
    secret = meeting("14:00", "15:00", "Merger", "Ada Lovelace", private=True)
    shown = view(secret)

    assert (shown.subject, shown.meta) == ("Reserved", "14:00 – 15:00")
    assert (shown.day[0].kind, shown.day[0].title, shown.day[0].detail) == ("private", "Reserved", "")
    assert "Merger" not in repr(shown)
    assert "Ada" not in repr(shown)


def test_a_hidden_subject_is_reserved_and_keeps_its_organizer() -> None:
    shown = view(meeting("14:00", "15:00", None))

    assert (shown.subject, plain(shown.meta)) == ("Reserved", "Grace Hopper · 14:00 – 15:00")
    assert shown.day[0].kind == "meeting"


def test_a_preparation_is_named_and_has_no_subject() -> None:
    shown = view(meeting("14:00", "14:30", "Catering", preparation=True))

    assert (shown.status, shown.subject, shown.meta) == ("occupied", "Being prepared", "14:00 – 14:30")
    assert shown.day[0].kind == "preparation"


def test_an_unknown_room_shows_the_last_that_was_known_faded() -> None:
    shown = view(NOW_MEETING, age=31 * 60, connection=Connection(at("13:41"), Trouble.UNREACHABLE))

    assert (shown.word, shown.line) == ("Unknown", "no contact since 13:41")
    assert (shown.overline, shown.subject) == ("AS OF 13:41", "Quarterly planning")
    assert shown.note == "Last contact 13:41 · trying again"
    assert (shown.connection, shown.faded, shown.progress) == ("offline", True, -1.0)
    assert (shown.qr_source, shown.qr_modules, shown.qr_caption, shown.qr_host) == ("", 0, "", "")


def test_a_room_of_which_nothing_is_known_says_so() -> None:
    shown = view(known=Agenda(ROOM, None), connection=Connection(None, Trouble.TIMED_OUT))

    assert (shown.status, shown.line, shown.overline) == ("unknown", "nothing known yet", "")
    assert (shown.note, shown.day, shown.day_empty) == ("No contact yet · trying again", (), "Nothing known yet")


def test_a_day_that_could_not_be_read_is_not_called_empty() -> None:
    shown = view(known=replace(agenda(now="14:12"), unreadable=True))

    assert (shown.status, shown.day, shown.day_empty) == ("unknown", (), "")


def test_a_day_that_is_over_is_empty() -> None:
    shown = view(now="23:57", known=agenda(now="23:57"))

    assert (shown.status, shown.day, shown.day_empty) == ("free", (), "Nothing more today")


def test_a_closed_room_says_why_without_a_meeting() -> None:
    closure = Closure(at("08:00"), at("2026-11-21T08:00"), "Renovation\nof the <b>ceiling")
    shown = view(known=agenda(NOW_MEETING, now="14:12", closure=closure))

    assert (shown.status, shown.line, shown.overline, shown.meta) == ("closed", "until Sat 08:00", "", "")
    assert shown.subject == "Renovation of the <\u2060b>ceiling"
    assert shown.qr_source == ""


def test_the_code_shows_the_host_and_never_the_key() -> None:
    shown = view(meeting("14:30", "15:15"))

    assert (shown.qr_source, shown.qr_modules) == ("picture of 47", 33)
    assert (shown.qr_caption, shown.qr_host) == ("Scan to book or check\u00a0in", "rooms.example.com")
    assert "SECRET" not in repr(shown)
    assert "TOKEN" not in repr(shown)


@pytest.mark.parametrize(
    "keys",
    [
        AccessKeys(),
        AccessKeys((AccessKey("2", "https://rooms.example.com"),), at("14:12")),
        AccessKeys(KEYS.keys, None),
        AccessKeys(KEYS.keys, at("13:55")),
    ],
    ids=["none", "of another room", "never learned", "too old"],
)
def test_there_is_no_code_without_a_fresh_key(keys: AccessKeys) -> None:
    assert view(now="14:12", keys=keys).qr_source == ""
    assert view(now="14:12", keys=keys).qr_caption == ""


def test_there_is_no_code_beside_stale_data() -> None:
    assert view(age=100).qr_source == ""


def test_a_link_that_no_code_can_hold_leaves_no_caption_behind() -> None:
    known = agenda(now="14:12")
    shown = home_view(derive(known, at("14:12"), POLICY), known, KEYS, Connection(), WORDS, HomeOptions(qr=no_qr))

    assert (shown.qr_caption, shown.qr_host) == ("", "")


def test_a_link_that_is_none_is_shown_without_a_host() -> None:
    assert view(keys=AccessKeys((AccessKey("1", "http://[::1"),), at("14:12"))).qr_host == ""


@pytest.mark.parametrize(
    ("age", "connection", "mark", "note"),
    [
        (0, Connection(at("14:12")), "online", ""),
        (0, Connection(at("14:12"), Trouble.UNREACHABLE), "offline", ""),
        (0, Connection(at("14:12"), Trouble.NOT_ALLOWED), "trouble", ""),
        (120, Connection(at("14:10"), Trouble.TIMED_OUT), "offline", "Last contact 14:10 · trying again"),
        (
            120,
            Connection(at("14:10"), Trouble.NOT_ALLOWED),
            "trouble",
            "Last contact 14:10 · The server does not accept this panel",
        ),
        (120, Connection(), "offline", "Last contact 14:10 · trying again"),
        (120, Connection(at("14:12")), "trouble", "Last contact 14:10 · trying again"),
    ],
)
def test_the_connection_mark_and_the_age_line(age: float, connection: Connection, mark: str, note: str) -> None:
    shown = view(age=age, connection=connection)

    assert (shown.connection, shown.note) == (mark, note)


def test_an_all_day_meeting_says_so() -> None:
    shown = view(meeting("00:00", "2026-11-21T00:00", all_day=True))

    assert plain(shown.meta) == "Grace Hopper · All day"
    assert (shown.day[0].begin, shown.day[0].finish, plain(shown.day[0].detail)) == (
        "00:00",
        "",
        "Grace Hopper · All day",
    )


def test_a_meeting_without_a_sensible_period_has_no_times() -> None:
    known = replace(agenda(now="14:12"), open_ended=meeting("14:00", "14:00"))
    shown = view(known=known)

    assert (shown.line, shown.subject, plain(shown.meta)) == ("until further notice", "Design review", "Grace Hopper")


def test_a_room_without_a_name_is_called_by_its_id() -> None:
    assert view(known=agenda(now="14:12", room=replace(ROOM, name=" \n"))).room == "1"


def test_a_room_that_says_little_of_itself_has_a_short_detail() -> None:
    bare = replace(ROOM, floor=None, capacity=0, amenities=("", "\u200b"))

    assert view(known=agenda(now="14:12", room=bare)).detail == ""


def test_outside_text_stays_apart_from_what_stands_around_it() -> None:
    shown = view(meeting("14:00", "15:00", "\u202eevil <img src=x>", "שרה"))

    assert shown.subject == "evil <\u2060img src=x>"
    assert shown.meta == "\u2068שרה\u2069 · 14:00 – 15:00"


def test_a_mirrored_language_turns_the_screen() -> None:
    assert view(words=Words("qps-rtl")).right_to_left
    assert not view(words=Words("de")).right_to_left


def test_times_are_those_of_the_room() -> None:
    elsewhere = replace(ROOM, time_zone="Asia/Kathmandu")
    shown = view(known=agenda(meeting("14:30", "20:15"), now="14:12", room=elsewhere))

    assert (shown.clock, shown.line) == ("19:57", "until 20:15")


AIR = Environment("1", at("14:05"), 21.46, co2=643.0, noise=37.6)


def test_the_air_of_the_room_is_shown_in_round_numbers() -> None:
    assert plain(view(measured=(AIR,)).environment) == "21\u00a0°C · CO₂ 640\u00a0ppm · 38\u00a0dB"
    cold = replace(AIR, temperature=-3.7, fahrenheit=True, co2=None)
    assert plain(view(measured=(cold,), words=Words("de")).environment) == "\u22124\u00a0°F · 38\u00a0dB"


def test_air_that_was_not_measured_lately_or_not_here_is_absent() -> None:
    elsewhere = replace(AIR, room_id="2")
    assert view(measured=(elsewhere,)).environment == ""
    assert view(measured=(replace(AIR, temperature=None, co2=None, noise=None),)).environment == ""
    assert view(measured=(AIR,), now="14:20").environment
    assert view(measured=(AIR,), now="14:21").environment == ""
