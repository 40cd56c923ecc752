"""When a sign goes to its gateway: every rule of delivery as a step from one state to the next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kiosk.tags.gateways.gateway import Pushed, TagReport
from kiosk.tags.rules import LONGEST_UNTOLD, OVERDUE_SECONDS, REST_SECONDS, SMALL_SECONDS, UNTOLD_SECONDS, Moment, Rules
from kiosk.tags.schedule import (
    Delivery,
    Says,
    Wish,
    doubtful,
    due,
    failed,
    full,
    reported,
    resumed,
    taken,
    unwished,
    wished,
)
from kiosk.tags.store import lasting

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
RULES = Rules(ZoneInfo("UTC"))
A, B, C = (Wish(face, Says.FREE) for face in "abc")


def at(seconds: float) -> Moment:
    return RULES.moment(NOON + timedelta(seconds=seconds), seconds)


def told(shown: str | None, calls: float | None = None) -> TagReport:
    return TagReport("T", shown=shown, calls_at=None if calls is None else NOON + timedelta(seconds=calls))


def pushed(delivery: Delivery, wish: Wish, second: float) -> Delivery:
    return taken(wished(delivery, wish), wish, Pushed(), at(second))


def shown(delivery: Delivery, wish: Wish, second: float) -> Delivery:
    return reported(pushed(delivery, wish, second), told(wish.face), at(second))


MONO, COLOUR = Delivery(colour=False), Delivery(colour=True)


def test_a_new_face_goes_at_once_and_what_is_shown_never_again() -> None:
    assert due(MONO, RULES, at(0)) == inf, "nothing is wished yet"
    assert due(wished(MONO, A), RULES, at(0)) == -inf
    assert due(shown(MONO, A, 0), RULES, at(99_999)) == inf


def test_only_the_newest_of_many_faces_goes() -> None:
    waiting = wished(wished(wished(MONO, A), B), C)
    done = reported(taken(waiting, C, Pushed(), at(0)), told("c"), at(1))
    assert done.done
    assert due(done, RULES, at(1)) == inf


def test_a_face_that_came_while_another_was_handed_over_goes_next() -> None:
    behind = taken(wished(wished(MONO, A), B), A, Pushed(shown=True), at(0))
    assert not behind.done
    assert due(behind, RULES, at(1)) <= 1


def test_a_face_that_is_wished_back_is_handed_over_as_the_other_may_be_on_its_way() -> None:
    back = wished(pushed(shown(MONO, A, 0), B, 10), A)
    assert back.shown == A.face
    assert due(back, RULES, at(11)) <= 11


def test_it_goes_again_a_quarter_of_a_minute_after_the_tag_should_have_called() -> None:
    waits = reported(pushed(MONO, A, 100), told(None, calls=160), at(105))
    assert due(waits, RULES, at(105)) == 160 + OVERDUE_SECONDS
    later = reported(waits, told(None, calls=220), at(162))
    assert due(later, RULES, at(162)) == 160 + OVERDUE_SECONDS, "it called, and does not show it"


def test_where_nobody_tells_when_a_tag_calls_each_try_waits_longer() -> None:
    delivery, waits = wished(MONO, A), []
    second = 0.0
    for _ in range(12):
        delivery = taken(delivery, A, Pushed(), at(second))
        waits.append(due(delivery, RULES, at(second)) - second)
        second += waits[-1]
    assert waits[0] == UNTOLD_SECONDS + OVERDUE_SECONDS
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_UNTOLD + OVERDUE_SECONDS


def test_a_call_that_lies_in_the_past_or_days_ahead_is_not_believed() -> None:
    waits = pushed(MONO, A, 1000)
    for calls in (10, 1000 + 90_000):
        assert due(reported(waits, told(None, calls), at(1001)), RULES, at(1001)) == 1000 + 75


def test_a_colour_panel_rests_from_its_confirmation_or_from_the_push_where_that_is_lost() -> None:
    confirmed = wished(reported(pushed(COLOUR, A, 0), told("a"), at(50)), B)
    assert due(confirmed, RULES, at(51)) == 50 + REST_SECONDS
    lost = wished(pushed(COLOUR, A, 0), B)
    assert due(lost, RULES, at(51)) == REST_SECONDS
    in_doubt = wished(doubtful(wished(COLOUR, A), A, at(7), 0.0), B)
    assert due(in_doubt, RULES, at(8)) == 7 + REST_SECONDS


def test_what_surely_did_not_arrive_needs_no_rest() -> None:
    assert due(failed(wished(COLOUR, A), at(5), 2.0), RULES, at(5)) == 7.0


def test_what_may_have_arrived_is_looked_for_before_it_goes_again() -> None:
    doubt = doubtful(wished(MONO, A), A, at(10), 5.0)
    assert doubt.unconfirmed
    assert due(doubt, RULES, at(10)) == 15.0
    assert reported(doubt, told("a"), at(12)).done


def test_a_newer_face_does_not_wait_for_an_older_ones_failure() -> None:
    assert due(wished(failed(wished(MONO, A), at(0), 900.0), B), RULES, at(1)) <= 1


def test_a_tag_that_shows_something_else_than_it_confirmed_is_given_its_face_again() -> None:
    lost = reported(shown(MONO, A, 0), told("z"), at(10))
    assert due(lost, RULES, at(10)) <= 10


def test_a_report_that_knows_nothing_changes_nothing() -> None:
    there = shown(MONO, A, 0)
    assert reported(there, told(None), at(10)) == there


def test_mono_panels_lose_their_ghosts_at_each_sixth_drawing_and_at_each_days_first() -> None:
    delivery, whole = MONO, []
    for step in range(14):
        second = step * 100.0
        whole.append(full(delivery, at(second)))
        delivery = shown(delivery, Wish(str(step), Says.FREE), second)
    assert [step for step, one in enumerate(whole) if one] == [0, 6, 12]
    assert full(delivery, at(86_400))


def test_colour_panels_and_panels_in_doubt_are_drawn_in_full() -> None:
    assert full(shown(COLOUR, A, 0), at(10))
    assert full(doubtful(wished(shown(MONO, A, 0), B), B, at(5), 0.0), at(10))


def test_what_stands_small_on_a_sign_waits_half_an_hour_for_something_larger_to_go_with() -> None:
    there = shown(MONO, Wish("a", Says.FREE, main="m"), 0)
    first = wished(there, Wish("b", Says.FREE, main="m"), 100.0)
    assert due(first, RULES, at(100)) == 100 + SMALL_SECONDS
    second = wished(first, Wish("c", Says.FREE, main="m"), 1000.0)
    assert due(second, RULES, at(1000)) == 100 + SMALL_SECONDS, "counted from the first of them"
    large = wished(second, Wish("d", Says.FREE, main="another"), 1100.0)
    assert due(large, RULES, at(1100)) == 1100
    assert due(wished(second, Wish("a", Says.FREE, main="m"), 1200.0), RULES, at(1200)) == inf


def test_a_sign_that_is_wished_back_while_another_is_handed_over_follows_that_at_once() -> None:
    taken_now, free = Wish("a", Says.TAKEN, main="taken"), Wish("b", Says.FREE, main="free")
    back = wished(wished(shown(MONO, taken_now, 0), free), taken_now, 1000.0)
    behind = taken(back, free, Pushed(shown=True), at(1001))
    assert due(behind, RULES, at(1001)) <= 1001, "or a room that is taken would say for half an hour that it is free"


def test_a_small_change_of_what_nobody_has_confirmed_goes_at_once() -> None:
    on_its_way = pushed(shown(MONO, Wish("a", Says.FREE, main="free"), 0), Wish("b", Says.TAKEN, main="taken"), 1000)
    assert due(wished(on_its_way, Wish("c", Says.TAKEN, main="taken"), 1100.0), RULES, at(1100)) == 1100


def test_no_change_is_small_any_more_once_the_tag_has_lost_what_it_showed() -> None:
    waits = wished(shown(MONO, Wish("a", Says.TAKEN, main="taken"), 0), Wish("b", Says.TAKEN, main="taken"), 100.0)
    assert due(waits, RULES, at(100)) == 100 + SMALL_SECONDS
    assert due(reported(waits, told("an old one"), at(200)), RULES, at(200)) == 200


def test_where_the_time_is_not_sure_a_colour_panel_rests_anew() -> None:
    kept = lasting(shown(COLOUR, A, 0))
    assert due(wished(resumed(kept, at(5000)), B), RULES, at(5000)) <= 5000
    assert due(wished(resumed(kept, at(5000), sure=False), B), RULES, at(5000)) == 5000 + REST_SECONDS


def test_what_is_not_known_any_more_is_not_handed_over() -> None:
    for was in (wished(MONO, A), pushed(MONO, A, 0), doubtful(wished(MONO, A), A, at(0), 5.0)):
        assert due(unwished(was), RULES, at(10_000)) == inf
        assert due(wished(unwished(was), B), RULES, at(10_000)) <= 10_000


def test_the_same_face_again_is_no_drawing_of_the_day() -> None:
    delivery = wished(MONO, A)
    for step in range(50):
        delivery = taken(delivery, A, Pushed(), at(step * 100))
    assert delivery.refreshes == 1


def test_after_a_restart_nothing_that_is_shown_is_due() -> None:
    back = resumed(lasting(shown(COLOUR, A, 100)), at(5000))
    assert due(wished(back, A), RULES, at(5000)) == inf


def test_after_a_restart_an_unconfirmed_face_is_waited_for_and_then_goes_again() -> None:
    back = wished(resumed(lasting(pushed(MONO, A, 100)), at(200)), A)
    assert back.unconfirmed
    assert due(back, RULES, at(200)) == 200 + 75
    assert reported(back, told("a"), at(205)).done


def test_a_rest_outlives_a_restart_and_never_grows_where_the_clock_was_set_back() -> None:
    was = lasting(shown(COLOUR, A, 1000))
    assert due(wished(resumed(was, at(1060)), B), RULES, at(1060)) == 1000 + REST_SECONDS
    assert due(wished(resumed(was, at(-9999)), B), RULES, at(-9999)) == -9999 + REST_SECONDS


STEPS = st.lists(
    st.tuples(st.sampled_from("wptdfrs"), st.sampled_from("abc"), st.floats(0.1, 400.0)), min_size=1, max_size=40
)


@given(STEPS, st.booleans())
def test_whatever_happens_a_wished_face_is_due_within_the_longest_wait_or_shown(
    steps: list[tuple[str, str, float]],
    colour: bool,  # noqa: FBT001 - given by hypothesis
) -> None:
    delivery, second = wished(Delivery(colour), A), 0.0
    rules = replace(RULES, refreshes=10_000)
    for kind, face, passes in steps:
        second += passes
        delivery = _stepped(delivery, kind, Wish(face, Says.FREE), at(second), passes)
    when = due(delivery, rules, at(second))
    if delivery.done:
        assert when == inf
    else:
        assert when <= second + LONGEST_UNTOLD + OVERDUE_SECONDS + REST_SECONDS + 86_400
        if colour and delivery.drawn > -inf:
            assert when >= delivery.drawn + REST_SECONDS


def _stepped(delivery: Delivery, kind: str, wish: Wish, moment: Moment, passes: float) -> Delivery:
    newest = delivery.wish or wish
    match kind:
        case "w":
            return wished(delivery, wish, moment.seconds)
        case "p":
            return taken(delivery, newest, Pushed(), moment)
        case "t":
            return taken(delivery, newest, Pushed(shown=True), moment)
        case "d":
            return doubtful(delivery, newest, moment, passes)
        case "f":
            return failed(delivery, moment, passes)
        case "r":
            return reported(delivery, told(wish.face, moment.seconds + passes), moment)
        case _:
            return (
                resumed(lasting(delivery), moment)
                if delivery.wish is None
                else wished(resumed(lasting(delivery), moment), newest)
            )
