"""What must hold of usage whatever the spans are."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.server.instants import to_ms
from kiosk.server.usage import GROUPS, bucket_starts, edges_of, merged

HOUR = 3_600_000
SPANS = st.lists(
    st.tuples(st.integers(0, 100 * HOUR), st.integers(1, 10 * HOUR)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=20,
)
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1))  # noqa: DTZ001 - the offset is drawn beside it


@given(SPANS)
def test_merged_spans_hold_the_same_time_apart(spans: list[tuple[int, int]]) -> None:
    found = merged(spans)

    assert all(before[1] < after[0] for before, after in pairwise(found))
    for start, end in spans:
        assert any(first <= start and end <= last for first, last in found)
    edges = {edge for span in spans for edge in span}
    assert all(edge in edges for span in found for edge in span)


@given(STARTS, OFFSETS, st.sampled_from(GROUPS), st.integers(1, 3 * 24 * 60))
def test_groups_cover_the_period_on_the_clock_of_its_offset(
    start: datetime, offset: timezone, group: str, minutes: int
) -> None:
    begin = start.replace(tzinfo=offset)
    end = begin + timedelta(minutes=minutes)
    starts = list(bucket_starts(begin, end, group))
    edges = edges_of(starts, to_ms(begin), to_ms(end))

    assert starts[0] <= begin
    assert (edges[0], edges[-1]) == (to_ms(begin), to_ms(end))
    assert all(before < after for before, after in pairwise(edges)) or to_ms(begin) == to_ms(end)
    assert all(at.utcoffset() == begin.utcoffset() for at in starts)
    assert all((at.second, at.microsecond) == (0, 0) for at in starts)
    if group in {"Daily", "Weekly", "Monthly"}:
        assert {at.hour for at in starts} == {0}
    if group == "Weekly":
        assert {at.weekday() for at in starts} == {0}
    if group == "Monthly":
        assert {at.day for at in starts} == {1}
