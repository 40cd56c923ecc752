"""A day whose drawings are used up spares a sign small changes, and nothing that must not be wrong."""

from dataclasses import replace
from datetime import timedelta
from math import inf

import pytest

from kiosk.tags.rules import Rules
from kiosk.tags.schedule import Delivery, Says, Wish, doubtful, due, resumed, wished
from kiosk.tags.store import lasting
from tests.tags.test_schedule import MONO, NOON, RULES, at, shown


def spent(rules: Rules) -> Delivery:
    delivery = MONO
    for step in range(rules.refreshes):
        delivery = shown(delivery, Wish(f"face {step}", Says.FREE), step)
    return delivery


def test_beyond_the_days_drawings_only_what_a_room_is_gets_drawn() -> None:
    used = spent(RULES)
    small, large = Wish("another title", Says.FREE), Wish("taken", Says.TAKEN)
    assert due(wished(used, small), RULES, at(100)) == inf
    assert due(wished(used, large), RULES, at(100)) <= 100
    assert due(wished(used, small), RULES, at(86_400)) <= 86_400, "the next day has its own"


@pytest.mark.parametrize("before", Says)
@pytest.mark.parametrize("after", Says)
def test_beyond_them_no_sign_waits_with_what_a_room_is(before: Says, after: Says) -> None:
    used = shown(spent(RULES), Wish("one", before), 50)
    soon = NOON + timedelta(minutes=5)
    changed = wished(used, Wish("another", after, soon))
    assert due(changed, RULES, at(100)) == (inf if before is after else -inf)


def test_beyond_them_what_nobody_has_confirmed_holds_nothing_back() -> None:
    """A sign that says "free" may hang there still: the gateway was given "taken", and nobody knows what came of it."""
    used = shown(spent(RULES), Wish("free", Says.FREE), 50)
    first = Wish("taken until ten", Says.TAKEN)
    given = doubtful(wished(used, first), first, at(100), 5)
    changed = wished(given, Wish("taken until eleven", Says.TAKEN))
    assert due(changed, RULES, at(200)) <= 200


def test_beyond_them_no_sign_outlives_the_end_that_it_names() -> None:
    end = NOON + timedelta(seconds=600)
    used = shown(spent(RULES), Wish("until ten past", Says.FREE, main="m", until=end), 50)
    assert due(wished(used, Wish("until eleven", Says.FREE, main="n")), RULES, at(100)) == 600
    assert due(wished(used, Wish("until eleven", Says.FREE, main="n")), RULES, at(700)) == 600
    kept = resumed(lasting(used), at(100))
    assert due(wished(kept, Wish("until eleven", Says.FREE, main="n")), RULES, at(100)) == 600
    unknown = replace(used, until=None)
    assert due(wished(unknown, Wish("until eleven", Says.FREE, main="n")), RULES, at(100)) == inf
