"""What a door offers of the free time: only what really fits, whatever is on the agenda."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.agenda import Agenda, Closure
from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking
from kiosk.domain.offers import LIMITS, Offer, end_offers, extensions, later_offers, offers, start_now, starts
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from tests.domain import strategies as some
from tests.domain.builders import ALWAYS_FRESH, MINUTE, agenda, make_room, meeting, utc, waiting


def shown(found: tuple[Offer, ...]) -> list[str]:
    """Each offer by its end, with a star where that is what comes next."""
    return [f"{one.end:%H:%M}" + "*" * one.until_next for one in found]


def now_offers(known: Agenda, now: str, policy: Policy = ALWAYS_FRESH) -> list[str]:
    return shown(offers(known, utc(now), policy))


def own(start: str, end: str, *, preparation: bool = False, key: str = "7") -> Appointment:
    return Appointment(f"a{start}", utc(start), utc(end), booking_id=key, preparation=preparation)


HELD = Booking("7", "r1", utc("10:00"), utc("11:00"))


def more(known: Agenda, now: str = "10:30") -> list[str]:
    return shown(extensions(known, HELD, utc(now), ALWAYS_FRESH))


@pytest.mark.parametrize(
    ("next_start", "expected"),
    [
        ("20:00", ["10:15", "10:30", "10:45", "11:00"]),
        ("14:00", ["10:15", "10:30", "10:45", "11:00", "14:00*"]),
        ("14:01", ["10:15", "10:30", "10:45", "11:00"]),
        ("10:45", ["10:15", "10:30", "10:45"]),
        ("10:40", ["10:15", "10:30", "10:40*"]),
        ("10:07", ["10:07*"]),
        ("10:05", ["10:05*"]),
        ("10:04", []),
    ],
)
def test_the_lengths_that_fit_are_offered_and_then_until_next(next_start: str, expected: list[str]) -> None:
    assert now_offers(agenda(meeting(next_start, "21:00")), "10:00") == expected


def test_a_booking_counts_from_the_minute_that_runs() -> None:
    known = agenda(meeting("12:00", "13:00"))
    (first, *_) = offers(known, utc("10:07:48"), ALWAYS_FRESH)
    assert (first.start, first.end, first.length) == (utc("10:07"), utc("10:22"), timedelta(minutes=15))


def test_what_ended_within_the_minute_is_not_booked_over() -> None:
    known = agenda(meeting("09:00", "10:07:20"))
    assert start_now(known, utc("10:07:48"), ALWAYS_FRESH) == utc("10:07:20")
    assert start_now(known, utc("10:08:01"), ALWAYS_FRESH) == utc("10:08")


def test_a_room_opens_at_its_hour_and_not_a_minute_before() -> None:
    room = make_room(hours="08:00-18:00")
    assert start_now(agenda(room=room), utc("08:00:30"), ALWAYS_FRESH) == utc("08:00")
    assert now_offers(agenda(room=room), "17:40") == ["17:55", "18:00*"]
    assert now_offers(agenda(room=room), "17:58") == []
    assert now_offers(agenda(room=room), "18:00") == []


def test_a_preparation_and_a_closure_end_an_offer_as_a_meeting_does() -> None:
    assert now_offers(agenda(meeting("10:20", "10:30", preparation=True), meeting("10:30", "11:00")), "10:00") == [
        "10:15", "10:20*",
    ]  # fmt: skip
    closed = agenda(closures=(Closure(utc("10:20"), utc("12:00")),))
    assert now_offers(closed, "10:00") == ["10:15", "10:20*"]
    assert now_offers(closed, "10:20") == []


def test_what_is_not_known_is_not_offered_and_is_no_next() -> None:
    assert now_offers(agenda(known_until="2026-03-02 10:40"), "10:00") == ["10:15", "10:30"]
    assert now_offers(agenda(known_until="2026-03-02 10:00"), "10:00") == []


NOT_FREE = {
    "taken": agenda(meeting("09:00", "11:00")),
    "waiting": agenda(waiting("10:05", "11:00")),
    "unreadable": agenda(unreadable=True),
    "open ended": agenda(open_ended=meeting("10:00", "10:00")),
    "gone": agenda(room=make_room(gone=True)),
    "nothing known": Agenda(make_room(), None),
}


@pytest.mark.parametrize("known", NOT_FREE.values(), ids=NOT_FREE)
def test_nothing_is_offered_now_where_the_room_is_not_known_to_be_free(known: Agenda) -> None:
    assert (now_offers(known, "10:00"), end_offers(known, utc("10:00"), ALWAYS_FRESH)) == ([], ())


def test_old_data_offer_nothing() -> None:
    known, policy = agenda(as_of=utc("10:00")), Policy()
    assert now_offers(known, "10:15", policy)
    assert not now_offers(known, "10:16", policy)
    assert not starts(known, (utc("11:00"), utc("12:00")), utc("10:16"), policy)
    assert not later_offers(known, utc("11:00"), utc("10:16"), policy)


def test_a_chosen_end_is_a_quarter_of_an_hour_up_to_what_comes_next() -> None:
    known = agenda(meeting("11:10", "12:00"))
    assert shown(end_offers(known, utc("10:07"), ALWAYS_FRESH)) == ["10:15", "10:30", "10:45", "11:00"]
    assert shown(end_offers(agenda(), utc("10:11"), ALWAYS_FRESH))[0] == "10:30"
    assert shown(end_offers(agenda(), utc("10:00"), ALWAYS_FRESH))[-1] == "14:00"


def test_quarters_are_those_of_the_room_s_clock() -> None:
    lord_howe = agenda(room=make_room("Australia/Lord_Howe"), known_until="2026-05-09 00:00")
    change = utc("2026-04-04 15:00")  # clocks go back by half an hour
    (first, *_) = end_offers(lord_howe, change - timedelta(minutes=8), ALWAYS_FRESH)
    assert first.end == change


def test_later_begins_on_a_quarter_inside_the_gap() -> None:
    known, gap = agenda(meeting("09:00", "10:50"), meeting("11:40", "13:00")), (utc("10:50"), utc("11:40"))
    found = starts(known, gap, utc("09:30"), ALWAYS_FRESH)
    assert [f"{one:%H:%M}" for one in found] == ["11:00", "11:15", "11:30"]
    assert shown(later_offers(known, utc("11:15"), utc("09:30"), ALWAYS_FRESH)) == ["11:30", "11:40*"]
    assert shown(later_offers(known, utc("11:30"), utc("09:30"), ALWAYS_FRESH)) == ["11:40*"]
    assert starts(known, gap, utc("11:20"), ALWAYS_FRESH) == (utc("11:30"),)
    assert later_offers(known, utc("11:15"), utc("11:16"), ALWAYS_FRESH) == ()


def test_later_can_be_booked_while_the_room_is_taken_or_closed_now() -> None:
    room = make_room(hours="08:00-18:00")
    gap = utc("08:00"), utc("09:00")
    assert len(starts(agenda(room=room), gap, utc("07:00"), ALWAYS_FRESH)) == 4
    assert shown(later_offers(agenda(room=room), utc("17:30"), utc("07:00"), ALWAYS_FRESH)) == ["17:45", "18:00"]


def test_a_meeting_is_extended_by_what_is_free_after_it() -> None:
    assert more(agenda(own("10:00", "11:00"))) == ["11:15", "11:30", "12:00"]
    assert more(agenda(own("10:00", "11:00"), meeting("11:40", "12:00"))) == ["11:15", "11:30", "11:40*"]
    assert more(agenda(own("10:00", "11:00"), meeting("11:00", "12:00"))) == []
    assert more(agenda(own("10:00", "11:00"), closures=(Closure(utc("11:15"), utc("12:00")),))) == ["11:15"]


def test_a_preparation_before_the_next_meeting_is_not_extended_into() -> None:
    following = meeting("12:00", "13:00"), meeting("11:45", "12:00", "p", preparation=True)
    assert more(agenda(own("10:00", "11:00"), *following)) == ["11:15", "11:30", "11:45*"]


def test_what_readies_the_room_after_the_meeting_moves_along_and_needs_its_time() -> None:
    known = agenda(
        own("10:00", "11:00"), own("11:00", "11:15", preparation=True), meeting("12:00", "13:00"),
    )  # fmt: skip
    assert more(known) == ["11:15", "11:30", "11:45*"]


@pytest.mark.parametrize("now", ["09:59", "11:00", "11:30"])
def test_only_what_runs_is_extended(now: str) -> None:
    assert more(agenda(own("10:00", "11:00")), now) == []


def test_nothing_is_extended_on_what_is_not_known() -> None:
    for known in (agenda(unreadable=True), Agenda(make_room(), None), agenda(known_until="2026-03-02 11:10")):
        assert more(known) == []


def free_all_the_way(known: Agenda, one: Offer, skipped: str | None = None) -> bool:
    """Whether nothing that is known is in the way, by a plain look at every span."""
    start, end = one.start, one.end
    spans = [(each.start, each.end) for each in known.appointments if skipped is None or each.booking_id != skipped]
    spans += [(each.start, each.end) for each in known.closures if each.start < each.end]
    hours, zone = known.room.hours, known.room.zone
    steps = [start + n * timedelta(minutes=1) for n in range(int((end - start) / MINUTE))]
    open_ = hours is None or all(hours.closed_at(step, zone) is None for step in steps)
    clear = not any(first < end and start < last for first, last in spans)
    return open_ and clear and known.known_until is not None and end <= known.known_until


@given(some.agendas, some.instants, some.policies)
def test_an_offer_for_now_is_free_to_its_end(known: Agenda, now: datetime, policy: Policy) -> None:
    found = (*offers(known, now, policy), *end_offers(known, now, policy))
    status = derive(known, now, policy).status
    assert not found or status in {Status.FREE, Status.STARTING_SOON}
    for one in found:
        assert free_all_the_way(known, one)
        assert one.length >= LIMITS.shortest
        assert now - MINUTE < one.start <= now + timedelta(seconds=1)
        assert (one.start.microsecond, one.end.microsecond) == (0, 0)
    assert len({one.end for one in offers(known, now, policy)}) == len(offers(known, now, policy))


@given(some.agendas, some.instants, st.integers(0, 40), some.policies)
def test_an_offer_for_later_is_free_to_its_end(known: Agenda, now: datetime, hours: int, policy: Policy) -> None:
    gap = now + timedelta(hours=hours / 2), now + timedelta(hours=hours / 2 + 3)
    for start in starts(known, gap, now, policy):
        found = later_offers(known, start, now, policy)
        assert found
        assert gap[0] <= start <= gap[1]
        assert start.astimezone(known.room.zone).minute % 15 == 0
        assert all(free_all_the_way(known, one) and one.start == start for one in found)


@given(some.agendas, some.instants, some.policies)
def test_an_extension_is_free_to_its_end(known: Agenda, now: datetime, policy: Policy) -> None:
    for one in known.appointments:
        held = Booking(one.id, "r1", one.start, one.end)
        for offer in extensions(known, held, now, policy):
            assert one.covers(now)
            assert offer.start == one.end
            assert free_all_the_way(known, offer, skipped=one.id)
