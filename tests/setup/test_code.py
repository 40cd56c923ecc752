"""The set-up in a code: everything that a person would have typed, and never a secret on the way out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.setup.code import PREFIX, code_text, looks_like_code, read_code
from kiosk.setup.draft import KINDS, Draft

FULL = Draft(
    kind="offision",
    url="https://rooms.example.com:8443/eu",
    username="",
    room="Raum 7 & Küche",
    language="de",
    theme="calm-dark",
    time_zone="Europe/Berlin",
)
PRINTED = st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u00a0"), max_size=40).map(
    lambda text: " ".join(text.split())
)


def test_a_set_up_survives_its_code() -> None:
    assert read_code(code_text(FULL)) == FULL


@given(room=PRINTED, username=PRINTED, kind=st.sampled_from(KINDS))
def test_any_names_survive_a_code(room: str, username: str, kind: str) -> None:
    draft = Draft(kind=next(one for one in KINDS if one == kind), username=username, room=room)

    assert read_code(code_text(draft)) == draft


def test_a_code_never_holds_the_secret() -> None:
    draft = Draft(kind="nexudus", url="https://rooms.example.com", username="panel", secret="canary-7f3a9c")

    assert "canary" not in code_text(draft)
    assert "canary" not in repr(draft)


def test_an_administrators_own_code_may_bring_the_token() -> None:
    read = read_code(f"{PREFIX}kind=offision&url=https://rooms.example.com&token=canary-7f3a9c")

    assert read is not None
    assert read.secret == "canary-7f3a9c"


def test_json_says_the_same() -> None:
    text = json.dumps({"kind": "local", "address": "127.0.0.1:8750", "room": 7, "token": "canary"})

    assert read_code(text) == Draft(kind="local", url="127.0.0.1:8750", room="7", secret="canary")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FJUEIW",
        "https://rooms.example.com",
        PREFIX,
        PREFIX + "colour=red",
        PREFIX + "kind=sharepoint&url=https://rooms.example.com",
        "{",
        "{}",
        "[]",
        '{"url": {"a": 1}}',
        "[" * 100_000,
        '{"url":' * 50_000,
        PREFIX + "room=" + "7" * 5000,
        PREFIX + "room=7\n8",
    ],
)
def test_what_is_no_set_up_is_none(text: str) -> None:
    assert read_code(text) is None


def test_values_that_do_not_exist_are_left_out() -> None:
    assert read_code(PREFIX + "room=7&theme=pink&time_zone=Mars/Base") == Draft(room="7")


@given(st.text(max_size=300))
def test_any_text_can_be_scanned(text: str) -> None:
    read = read_code(text)

    assert read is None or looks_like_code(text)


def test_a_secret_is_never_taken_to_another_place() -> None:
    before = Draft(kind="offision", url="https://rooms.example.com", secret="canary")

    assert Draft(room="7").over(before).secret == "canary"
    assert Draft(url="https://rooms.example.com/").over(before).secret == "canary"
    assert Draft(url="https://evil.example").over(before).secret == ""
    assert Draft(kind="local").over(before).secret == ""
    assert Draft(kind="local").over(before).url == ""
