"""What a tag says, and for how long it stays the same: by the panel's words, and nothing private."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from kiosk.tags.draw import sketch
from kiosk.tags.face import Face, face_of
from kiosk.tags.panels import panel_named
from kiosk.wording import Words
from tests.tags.samples import LINK, MEETINGS, agenda, at, face, meeting

CALM = Policy(stale_after=timedelta(days=9), unknown_after=timedelta(days=9), check_in_closes=timedelta(minutes=30))


def seen(hour: float, **more: bool) -> Face:
    known = agenda()
    return face_of(derive(known, at(hour), CALM), known, Words("en"), LINK, **more)


def test_a_face_stays_the_same_until_a_meeting_changes() -> None:
    assert seen(8.5) == seen(9.98)
    assert seen(10) == seen(11.4)
    assert seen(8.5).digest() == seen(9.98).digest()
    assert seen(9.98).digest() != seen(10).digest()


def test_a_meeting_is_announced_only_where_that_is_asked_for() -> None:
    assert seen(9.9).status is Status.FREE
    announced = seen(9.9, announce_soon=True)
    assert announced.status is Status.STARTING_SOON
    assert (announced.line, announced.brief) == ("from 10:00", "from 10:00")


def test_a_day_of_four_meetings_is_drawn_at_most_twelve_times() -> None:
    digests = [seen(8 + minute / 60).digest() for minute in range(12 * 60)]
    changes = sum(one != two for one, two in pairwise(digests))
    assert 6 <= changes <= 12


def test_each_thing_that_is_shown_changes_the_digest() -> None:
    one = face()
    changed = [
        replace(one, room="Other"),
        replace(one, status=Status.FREE),
        replace(one, line="until 12:00"),
        replace(one, meeting=None),
        replace(one, ahead=()),
        replace(one, busy=()),
        replace(one, link="https://rooms.example.com/k/OTHER"),
        replace(one, layout=one.layout + 1),
    ]
    assert len({other.digest() for other in [one, *changed]}) == len(changed) + 1


def test_a_private_meeting_keeps_its_subject_and_its_organizer() -> None:
    secret = meeting(10, 11, "Redundancies", "Grace Hopper", private=True)
    one = face(Status.OCCUPIED, meetings=[secret])
    assert one.meeting is not None
    assert one.meeting.title == "Reserved"
    assert "Redundancies" not in repr(one)
    assert "Grace" not in repr(one)


def test_the_link_is_a_key_and_not_in_what_may_be_logged() -> None:
    assert "7Q2MX4TB" not in repr(face())


@pytest.mark.parametrize("status", [Status.CLOSED, Status.UNKNOWN])
def test_what_cannot_be_booked_has_no_link(status: Status) -> None:
    assert not face(status).link


def test_an_unknown_room_tells_no_meeting_and_no_day() -> None:
    one = face(Status.UNKNOWN)
    assert one.meeting is None
    assert not one.ahead
    assert not one.day_known


def test_a_day_that_is_not_known_to_its_end_is_not_drawn_as_free() -> None:
    known = replace(agenda(), known_until=at(14))
    assert not face_of(derive(known, at(9), CALM), known, Words("en")).day_known


def test_the_day_is_what_takes_the_room_and_is_not_over() -> None:
    assert seen(12).busy == ((765, 840), (930, 960), (990, 1050))
    assert seen(12).shut == ()


def test_a_small_sign_is_not_drawn_again_for_what_it_does_not_show() -> None:
    small, large = (panel_named(name) for name in ("2.9-bw", "7.5-bw"))
    assert small is not None
    assert large is not None
    fewer = face(Status.OCCUPIED, meetings=MEETINGS[:3])
    assert sketch(face(Status.OCCUPIED), small).key == sketch(fewer, small).key
    assert sketch(face(Status.OCCUPIED), large).key != sketch(fewer, large).key
