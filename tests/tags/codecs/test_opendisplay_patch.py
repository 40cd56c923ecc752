"""The part that is sent is the smallest that makes one plane the other."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.tags.codecs.opendisplay_patch import Patch, patch


def test_a_part_has_its_bytes_as_they_were_and_then_as_they_shall_be() -> None:
    before, after = bytes(range(12)), bytes([0, 1, 2, 3, 4, 99, 6, 7, 8, 98, 10, 11])
    assert patch(before, after, 32, whole=False) == Patch(8, 1, 8, 2, bytes([5, 9, 99, 98]))
    assert patch(before, after, 32, whole=True) == Patch(0, 0, 32, 3, before + after)


def test_no_rectangle_says_what_is_the_same_or_of_another_size_or_beyond_the_last_whole_byte() -> None:
    plane = bytes(8)
    assert patch(plane, plane, 16, whole=False) is patch(plane, plane, 16, whole=True) is None
    assert patch(plane, bytes(7) + b"\1", 15, whole=False) is None
    assert patch(plane, b"\1" + bytes(7), 15, whole=False) == Patch(0, 0, 8, 1, b"\0\1")
    assert patch(plane, b"\1" + bytes(7), 15, whole=True) is None
    assert patch(plane, b"\1" + bytes(9), 16, whole=False) is None


@given(st.integers(1, 5), st.data())
def test_with_the_part_one_plane_becomes_the_other_and_every_side_of_it_has_changed(
    stride: int, data: st.DataObject
) -> None:
    rows = data.draw(st.integers(1, 5))
    size = stride * rows
    before = data.draw(st.binary(min_size=size, max_size=size))
    after = bytearray(before)
    for at in data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=4)):
        after[at] = (before[at] + 1) % 256
    found = patch(before, bytes(after), 8 * stride, whole=False)
    assert found is not None
    left, across, half = found.x // 8, found.width // 8, len(found.data) // 2
    made = bytearray(before)
    for row in range(found.height):
        start = (found.y + row) * stride + left
        assert made[start : start + across] == found.data[row * across : (row + 1) * across]
        made[start : start + across] = found.data[half + row * across : half + (row + 1) * across]
    assert made == after
    changed = {divmod(at, stride) for at in range(size) if before[at] != after[at]}
    assert {min(row for row, _ in changed), max(row for row, _ in changed)} == {found.y, found.y + found.height - 1}
    assert {min(at for _, at in changed), max(at for _, at in changed)} == {left, left + across - 1}
