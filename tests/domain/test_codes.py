"""Whatever is typed or scanned gives a code or nothing; look-alikes are forgiven, addresses never opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.codes import LONGEST_CODE, Code, code_in, typed

UID = "a8c4b4e9-6514-4704-b7b7-b75dbf8b430a"


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("FJUEIW", ("FJUEIW",)),
        (" fjueiw\r\n", ("FJUEIW", "fjueiw")),
        ("FJU-EIW", ("FJUEIW", "FJU-EIW")),
        ("FJU EIW", ("FJUEIW",)),
        ("FJUE1W", ("FJUE1W", "FJUEIW")),
        ("F0UEIW", ("F0UEIW", "FOUEIW")),
        ("A2C0E1", ("A2C0E1",)),
        ("123456", ("123456",)),
        (UID, (UID,)),
        (f"https://visit.example/b/{UID}", (UID,)),
        ("https://visit.example/v/FJUEIW/", ("FJUEIW",)),
        ("HTTPS://VISIT.EXAMPLE/?registrationCode=FJUEIW&x=1", ("FJUEIW",)),
        (f"https://visit.example/?uid={UID}#top", (UID,)),
    ],
)
def test_what_holds_a_code_gives_it(text: str, spellings: tuple[str, ...]) -> None:
    assert code_in(text) == Code(spellings)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "ABC", "\x00FJUEIW", "FJU\x1bEIW", "x" * 5_000_000, "BEGIN:VCARD\nN:Lovelace", "ÄÖÜÄÖÜ",
        "'; DROP TABLE",
        "https://", "https://visit.example", "https://visit.example/?q=%27", "javascript:alert(1)", "FJUEIW,OTHER1",
        "../../etc/passwd", "\uff26\uff2a\uff35\uff25\uff29\uff37", "file:///etc/passwd.",
    ],
)  # fmt: skip
def test_what_can_hold_none_gives_none(text: str) -> None:
    assert code_in(text) is None


@given(st.one_of(st.text(max_size=400), st.from_regex(r"https?://\S{1,40}/\S{0,60}\?\S{0,40}", fullmatch=True)))
def test_anything_at_all_gives_a_plain_code_or_nothing(text: str) -> None:
    code = code_in(text)
    for one in () if code is None else code.spellings:
        assert one.isascii()
        assert 4 <= len(one) <= LONGEST_CODE
        assert one.replace("-", "").replace("_", "").isalnum()


@given(st.lists(st.text(max_size=3), max_size=40))
def test_keys_make_upper_case_letters_and_digits_only(keys: list[str]) -> None:
    text = ""
    for key in keys:
        text = typed(text, key)
    assert len(text) <= 12
    assert text == "" or (text.isascii() and text.isalnum() and text == text.upper())
