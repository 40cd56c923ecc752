import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.presence_text import motion_in


@pytest.mark.parametrize(
    "text", [b"1", b"1\n", b" true ", b"ON\r\n", b'{"motion": true}', b'{"n": 1, "occupancy": true}']
)
def test_motion_is_understood(text: bytes) -> None:
    assert motion_in(text) is True


@pytest.mark.parametrize(
    "text", [b"0\n", b"False", b"off", b'{"motion": false}', b'{"hasMotion": false, "battery": 3}']
)
def test_its_end_is_understood(text: bytes) -> None:
    assert motion_in(text) is False


@pytest.mark.parametrize("text", [b"", b"2", b"{", b'{"motion": 1}', b"[true]", b"null", b"\xff\xfe", b"[" * 4000])
def test_anything_else_says_nothing(text: bytes) -> None:
    assert motion_in(text) is None


@given(st.binary())
def test_no_text_is_an_error(text: bytes) -> None:
    assert motion_in(text) in {True, False, None}
