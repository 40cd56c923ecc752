"""The order of one gateway's tags: the soonest meeting first, one at a time, and nothing in quiet hours."""

from datetime import UTC, datetime, timedelta
from math import inf
from random import Random
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.night import NightHours
from kiosk.tags.gateways.gateway import Pushed, TagReport
from kiosk.tags.rules import IDLE_LOOK_SECONDS, LOOK_SECONDS, SPREAD_SECONDS, Moment, Rules
from kiosk.tags.schedule import Delivery, Says, Wish, due, failed, reported, taken, wished
from kiosk.tags.schedule_lane import Lane, Look, Push, Rest
from kiosk.tags.schedule_storm import spread

START = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
RULES = Rules(ZoneInfo("UTC"))


def at(seconds: float, rules: Rules = RULES) -> Moment:
    return rules.moment(START + timedelta(seconds=seconds), seconds)


def wish(face: str, minutes: float | None = None) -> Wish:
    return Wish(face, Says.FREE, None if minutes is None else START + timedelta(minutes=minutes))


def lane_of(wishes: dict[str, Wish], rules: Rules = RULES) -> Lane:
    moment = at(0, rules)
    lane = Lane(rules, {tag: wished(Delivery(colour=False), one) for tag, one in wishes.items()}, moment)
    lane.looked(moment)
    return lane


def confirm(lane: Lane, tag: str, moment: Moment) -> None:
    newest = lane[tag].wish
    assert newest is not None
    lane.set(tag, taken(lane[tag], newest, Pushed(shown=True), moment), moment)


def test_the_soonest_meeting_goes_first_and_rooms_without_one_last() -> None:
    lane, order = lane_of({"a": wish("1"), "b": wish("2", 90), "c": wish("3", 5), "d": wish("4", 30)}), []
    while isinstance(decision := lane.decide(at(1)), Push):
        order.append(decision.tag)
        confirm(lane, decision.tag, at(1))
    assert order == ["c", "d", "b", "a"]


def test_a_tag_that_failed_lets_others_go_first_and_comes_back() -> None:
    lane = lane_of({"a": wish("1", 1), "b": wish("2", 2)})
    lane.set("a", failed(lane["a"], at(1), 3.0), at(1))
    assert lane.decide(at(1)) == Push("b")
    confirm(lane, "b", at(1))
    assert lane.decide(at(1)) == Rest(4.0)
    assert lane.decide(at(4)) == Push("a")


def test_a_closed_gateway_is_neither_pushed_to_nor_asked() -> None:
    lane = lane_of({"a": wish("1")})
    lane.close(700.0)
    assert lane.decide(at(699)) == Rest(700.0)
    assert lane.decide(at(700)) == Look()


def test_it_is_looked_at_every_five_seconds_while_anything_is_unconfirmed_and_seldom_else() -> None:
    lane = lane_of({"a": wish("1")})
    lane.set("a", taken(lane["a"], wish("1"), Pushed(), at(1)), at(1))
    assert lane.decide(at(2)) == Rest(LOOK_SECONDS)
    assert lane.decide(at(5)) == Look()
    lane.set("a", reported(lane["a"], TagReport("a", shown="1"), at(5)), at(5))
    lane.looked(at(5))
    assert lane.decide(at(5)) == Rest(5 + IDLE_LOOK_SECONDS)


def test_before_a_colour_panel_is_given_something_newer_it_is_looked_whether_it_has_just_drawn() -> None:
    moment = at(0)
    lane = Lane(RULES, {"a": wished(Delivery(colour=True), wish("1"))}, moment)
    lane.looked(moment)
    lane.set("a", wished(taken(lane["a"], wish("1"), Pushed(), moment), wish("2")), moment)
    for second in range(5, 180, 5):
        lane.looked(at(second))
    assert lane.decide(at(182)) == Look()
    lane.looked(at(182))
    assert lane.decide(at(182.5)) == Push("a")


def test_in_quiet_hours_nothing_goes_and_then_the_newest_does() -> None:
    rules = Rules(ZoneInfo("Europe/Berlin"), NightHours.parse("10:00-10:15"))  # nine to a quarter past in UTC
    lane = lane_of({"a": wish("1")}, rules)
    assert lane.decide(at(1, rules)) == Rest(300.0)
    lane.set("a", wished(lane["a"], wish("2")), at(10, rules))
    assert lane.decide(at(299, rules)) == Rest(300.0)
    assert lane.decide(at(300, rules)) == Push("a")


def test_a_new_day_brings_back_what_the_last_one_had_no_drawing_left_for() -> None:
    rules = Rules(ZoneInfo("UTC"), refreshes=1)
    lane = lane_of({"a": wish("1")}, rules)
    confirm(lane, "a", at(0, rules))
    lane.set("a", wished(lane["a"], wish("2")), at(1, rules))
    lane.looked(at(86_300, rules))
    midnight = (24 - 9) * 3600 - 600
    assert isinstance(lane.decide(at(midnight - 1, rules)), Rest)
    assert lane.decide(at(midnight, rules)) == Push("a")


@pytest.mark.parametrize("seed", range(20))
def test_it_always_decides_as_if_it_had_gone_through_all_of_them(seed: int) -> None:
    rng = Random(seed)
    lane = lane_of({f"T{at}": wish("0", rng.randrange(100)) for at in range(30)})
    second = 0.0
    for _ in range(400):
        second += rng.expovariate(1.0)
        moment = at(second)
        lane.looked(moment)
        decision = lane.decide(moment)
        ready = [tag for tag in lane if due(lane[tag], RULES, moment) <= second]
        first = min(ready, key=lambda tag: (_rank(lane, tag), tag), default=None)
        assert decision == Push(first) if first else isinstance(decision, Rest)
        if isinstance(decision, Rest):
            soonest = min((due(lane[tag], RULES, moment) for tag in lane), default=inf)
            assert decision.until <= soonest
        _something(lane, rng, first, moment)


def _rank(lane: Lane, tag: str) -> float:
    newest = lane[tag].wish
    return inf if newest is None else newest.rank


def _something(lane: Lane, rng: Random, first: str | None, moment: Moment) -> None:
    tag = rng.choice(list(lane))
    if first is not None and rng.random() < 0.7:
        confirm(lane, first, moment)
    elif rng.random() < 0.5:
        lane.set(tag, failed(lane[tag], moment, rng.uniform(0, 20)), moment)
    else:
        newer = wish(str(rng.random()), rng.choice((None, rng.randrange(100))))
        lane.set(tag, wished(lane[tag], newer, moment.seconds + rng.uniform(-5, 5)), moment)


def test_a_storm_at_a_full_hour_is_spread_over_a_minute_at_most_the_soonest_meeting_first() -> None:
    hour = RULES.moment(START.replace(minute=30), 1000.0)
    wishes = {f"T{number:03}": wish("x", 500 - number) for number in range(500)}
    ready = spread(wishes, hour)
    order = sorted(ready, key=ready.__getitem__)
    assert order == sorted(wishes, key=lambda tag: wishes[tag].rank)
    assert ready[order[0]] == 1000.0
    assert max(ready.values()) < 1000.0 + SPREAD_SECONDS


def test_a_few_signs_at_a_full_hour_hardly_wait_and_at_other_times_none_does() -> None:
    wishes = {name: wish("x", 1) for name in "abc"}
    assert max(spread(wishes, RULES.moment(START.replace(minute=0), 10.0)).values()) <= 12.0
    assert set(spread(wishes, at(10)).values()) == {10.0}
