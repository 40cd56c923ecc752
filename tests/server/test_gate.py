"""Who shows the token comes in, nobody else; answers carry the clock's date."""

from base64 import b64encode
from email.utils import parsedate_to_datetime

import httpx
import pytest

from tests.server.conftest import FRIDAY, TOKEN, SteppedClock
from tests.server.office_file import STATUS, code


def basic(user: str, password: str = "") -> str:
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


@pytest.mark.parametrize("shown", [TOKEN, basic(TOKEN), basic(TOKEN, "anything")])
def test_the_token_opens_raw_and_as_a_user_name(demo: httpx.Client, shown: str) -> None:
    assert demo.get(STATUS, headers={"Authorization": shown}).status_code == 200


@pytest.mark.parametrize(
    "shown",
    ["", "wrong", TOKEN[:-1], TOKEN + "x", f"Bearer {TOKEN}", basic("wrong"), basic("", TOKEN), "Basic ?", "Basic"],
)
def test_anything_else_is_refused(demo: httpx.Client, shown: str) -> None:
    answer = demo.get(STATUS, headers={"Authorization": shown})

    assert code(answer) == (401, "unauthorized")
    assert TOKEN not in answer.text


def test_without_a_header_even_unknown_paths_are_refused(demo: httpx.Client) -> None:
    for path in (STATUS, "/api/nothing", "/"):
        assert httpx.get(demo.base_url.join(path), trust_env=False).status_code == 401


def test_the_description_is_open(demo: httpx.Client) -> None:
    assert httpx.get(demo.base_url.join("/openapi.json"), trust_env=False).status_code == 200


def test_answers_and_refusals_carry_the_date_of_a_moving_clock(office: httpx.Client, clock: SteppedClock) -> None:
    clock.step(seconds=3.9)

    for headers in ({}, {"Authorization": "wrong"}):
        date = parsedate_to_datetime(office.get(STATUS, headers=headers).headers["date"])
        assert (date - FRIDAY).total_seconds() == 3


def test_a_standing_clock_gives_no_date(demo: httpx.Client) -> None:
    assert "date" not in demo.get(STATUS).headers
