"""The fake refuses what the real account is said to refuse; else it would prove nothing."""

from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.nexudus.conftest import at
from tests.nexudus.fake import DIRECTIONS, PASSWORD, USER, FakeNexudus
from tests.nexudus.fake_bookings import text
from tests.wire.scripted_server import ScriptedServer

LIST = "/api/spaces/bookings"
BASIC = "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()
NEW = {"RepeatBooking": False, "Repeats": 2, "WhichBookingsToUpdate": 1, "ResourceId": 1}
TIMES = {"FromTime": text(at(0)), "ToTime": text(at(1))}


@pytest.fixture
async def http(server: ScriptedServer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, headers={"Authorization": BASIC}, trust_env=False) as client:
        yield client


async def test_the_header_is_authorization(server: ScriptedServer) -> None:
    async with httpx.AsyncClient(base_url=server.url, headers={"Authentication": BASIC}, trust_env=False) as client:
        assert (await client.get(LIST)).status_code == 401


async def token(http: httpx.AsyncClient, client_id: str, **form: str) -> httpx.Response:
    kind = {"Content-Type": "application/x-www-form-urlencoded", "client_id": client_id}
    return await http.post("/api/token", content=urlencode(form), headers=kind)


async def test_a_token_is_asked_for_with_a_form(http: httpx.AsyncClient) -> None:
    form = {"grant_type": "password", "username": USER, "password": PASSWORD}
    assert (await http.post("/api/token", json=form)).json() == {"error": "unsupported_grant_type"}
    assert (await token(http, "a", **form)).json()["token_type"] == "bearer"
    assert (await token(http, "a", **{**form, "password": "x"})).status_code == 400


async def test_refreshing_makes_earlier_refresh_tokens_of_that_client_worthless(http: httpx.AsyncClient) -> None:
    form = {"grant_type": "password", "username": USER, "password": PASSWORD}
    first, other = [(await token(http, one, **form)).json()["refresh_token"] for one in ("a", "b")]
    assert (await token(http, "a", grant_type="refresh_token", refresh_token=first)).status_code == 200
    assert (await token(http, "a", grant_type="refresh_token", refresh_token=first)).status_code == 400
    assert (await token(http, "b", grant_type="refresh_token", refresh_token=other)).status_code == 200


@pytest.mark.parametrize("path", ["runacommand", "checkins"])
async def test_there_are_no_other_commands(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.post(f"{LIST}/{path}", json={"Key": "X_START", "Ids": [1]})).status_code == 404


@pytest.mark.parametrize("moment", ["2026-03-30T12:00:00+02:00", "2026-03-30T10:00:00", "10:00", None])
async def test_a_time_is_utc_with_a_z(http: httpx.AsyncClient, moment: str | None) -> None:
    answer = (await http.post(LIST, json={**NEW, **TIMES, "FromTime": moment})).json()
    assert (answer["WasSuccessful"], answer["Errors"][0]["PropertyName"]) == (False, "FromTime")
    if moment:
        assert (await http.get(LIST, params={"To_Booking_FromTime": moment})).status_code == 400


@pytest.mark.parametrize(
    "more", [{"Repeats": 1}, {"RepeatBooking": True}, {"WhichBookingsToUpdate": 3}, {"ChargeNow": 1}]
)
async def test_what_would_make_a_series_or_charge_is_refused(http: httpx.AsyncClient, more: dict[str, Any]) -> None:
    assert not (await http.post(LIST, json={**NEW, **TIMES, **more})).json()["WasSuccessful"]


async def test_a_put_clears_what_it_does_not_carry(http: httpx.AsyncClient, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1), Tentative=True)
    await http.put(LIST, json={**NEW, **TIMES, "Id": booking})
    record = fake.bookings.records[booking]
    assert (record["Notes"], record["CustomFields"], record["Tentative"]) == (None, None, False)
    assert (booking, "Notes") in fake.bookings.cleared


async def test_a_put_that_names_the_series_destroys_it(http: httpx.AsyncClient, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    await http.put(LIST, json={**NEW, **TIMES, "Id": booking, "WhichBookingsToUpdate": 6})
    assert fake.bookings.records == {}


async def test_lists_are_partial_and_unordered_and_their_pages_small(
    http: httpx.AsyncClient, fake: FakeNexudus
) -> None:
    ids = [fake.bookings.put_in(1, at(hour), at(hour + 1)) for hour in range(30)]
    page = (await http.get(LIST, params={"size": 500})).json()
    found = [one["Id"] for one in page["Records"]]
    assert (len(found), page["HasNextPage"], "PageNumber" in page) == (25, True, False)
    assert found not in (sorted(found), sorted(found, reverse=True))
    assert set(found) < set(ids)
    assert "SystemId" not in page["Records"][0]
    assert (await http.get(f"{LIST}/{ids[0]}")).json()["SystemId"]


@pytest.mark.parametrize("meaning", DIRECTIONS)
async def test_what_dir_means_is_a_switch(http: httpx.AsyncClient, fake: FakeNexudus, meaning: str) -> None:
    fake.directions = meaning
    taken = {one for one in ("ascending", "-1", "0") if (await http.get(LIST, params={"dir": one})).status_code == 200}
    assert taken == {"words": {"ascending"}, "signs": {"-1"}, "bits": {"0"}}[meaning]


async def test_filters_are_not_case_sensitive_but_must_exist(http: httpx.AsyncClient, fake: FakeNexudus) -> None:
    fake.bookings.put_in(1, at(0), at(1))
    assert (await http.get(LIST, params={"tO_bOOKING_fromtime": text(at(-1))})).json()["Records"] == []
    assert (await http.get(LIST, params={"Booking_Until": "x"})).status_code == 400


async def test_a_refused_command_comes_with_200(http: httpx.AsyncClient) -> None:
    answer = await http.post(f"{LIST}/runcommand", json={"Key": "X_START", "Ids": [1], "Parameters": []})
    assert (answer.status_code, answer.json()["WasSuccessful"]) == (200, False)


async def test_a_cancellation_needs_its_parameters(http: httpx.AsyncClient, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    answer = await http.post(f"{LIST}/runcommand", json={"Key": "CANCEL_BOOKING", "Ids": [booking], "Parameters": []})
    assert not answer.json()["WasSuccessful"]
    assert booking in fake.bookings.records


async def test_times_of_changes_have_seven_digits(fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    assert len(fake.bookings.records[booking]["UpdatedOn"].partition(".")[2]) == 8
