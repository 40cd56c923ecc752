"""No parser raises anything but what it says it raises; `make fuzz` feeds a million, these tests a bounded part."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.mutator import Mutator
from tests.fuzz.run import Found, feed
from tests.fuzz.target import Target, accepts, tried
from tests.fuzz.targets import every_target

BROKE: list[tuple[str, str, str, int, str]] = json.loads(
    Path(__file__).with_name("broke.json").read_text(encoding="utf-8")
)
INPUTS = 40_000
WRITES = ("extend", "check_in", "end", "cancel", "arrive", "leave")
"""What is read back after it was done: answers that were recorded do not change by it."""


@pytest.fixture(scope="module")
def targets() -> Iterator[tuple[Target, ...]]:
    with every_target() as targets:
        yield targets


@pytest.mark.slow
def test_odd_inputs_to_every_parser(targets: tuple[Target, ...]) -> None:
    found, weights = Found(), sum(target.weight for target in targets)
    for target in targets:
        feed(target, -(-INPUTS * target.weight // weights), "bounded", found)

    assert found.total >= INPUTS
    assert not found.faults, [(fault.target, fault.kind, fault.given) for fault in found.faults.values()]


@pytest.mark.slow
def test_what_broke_a_parser_once_breaks_none_any_more(targets: tuple[Target, ...]) -> None:
    named = {target.name: target for target in targets}
    inputs = [(name, (start + unit * times + end).encode("latin-1")) for name, start, unit, times, end in BROKE]
    faults = [tried(named[name], given) for name, given in inputs]

    assert not [fault for fault in faults if fault is not None]


@pytest.mark.slow
def test_every_parser_reads_what_is_good(targets: tuple[Target, ...]) -> None:
    """Else the odd inputs, which are made of it, would all be refused at the door."""
    refused = [one.name for one in targets if not any(accepts(one, given) for given in one.seeds)]
    assert [name for name in refused if not name.startswith(tuple(f"nexudus {word}:" for word in WRITES))] == []
    assert not [name for name, times in Counter(one.name for one in targets).items() if times > 1]


def test_a_fault_is_found_and_made_small() -> None:
    def reads(given: bytes) -> int:
        found = json.loads(given)
        return len(found["room"]["name"]) if isinstance(found, dict) and isinstance(found.get("room"), dict) else 0

    good = b'{"room":{"name":"Atrium","floor":"1"},"subject":"Design review","other":[1,2,3,4,5,6,7,8,9]}'
    found = Found()
    feed(Target("planted", reads, (good,), (ValueError,)), 3000, "1", found)

    assert found.fed == {"planted": 3000}
    kinds = {type(fault.error): fault.given for fault in found.faults.values()}
    assert {KeyError, TypeError} <= kinds.keys()
    assert b'"room":{' in kinds[KeyError]
    assert len(kinds[KeyError]) < len(good) / 2


def test_an_expected_refusal_is_no_fault() -> None:
    target = Target("refusing", json.loads, (b"{}",), (ValueError, RecursionError))
    found = Found()
    feed(target, 500, "1", found)

    assert not found.faults
    assert tried(target, b"{") is None
    assert accepts(target, b"{}")
    assert not accepts(target, b"{")


def test_a_seed_feeds_the_same_again() -> None:
    first, again, other = (Mutator((b'{"a": [1, 2]}', b"xyz"), seed) for seed in ("1", "1", "2"))
    inputs = [first.next() for _ in range(200)]

    assert [again.next() for _ in range(200)] == inputs
    assert [other.next() for _ in range(200)] != inputs
    assert len(set(inputs)) > 100
