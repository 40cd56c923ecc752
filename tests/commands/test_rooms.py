"""`kiosk rooms add|change|remove|restore` at a real local server: what is kept, and what is said where it is not."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import Conflict
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import LocalBackend, open_local
from kiosk.cli import run
from kiosk.clock import Clock
from kiosk.domain.room_change import RoomChange
from tests.commands.conftest import Office
from tests.wire.conftest import TOKEN

Capture = pytest.CaptureFixture[str]
QUAY = ("rooms", "add", "Quay", "--building", "Haus am See", "--floor", "EG", "--capacity", "8")


async def said(office: Office, capsys: Capture, *words: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert await office(*words, "--json") == code
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


async def listed(office: Office, capsys: Capture) -> list[str]:
    """The ids of all rooms."""
    capsys.readouterr()
    assert await office("rooms", "--json") == 0
    return [one["id"] for one in json.loads(capsys.readouterr().out)]


@asynccontextmanager
async def server_of(office: Office) -> AsyncIterator[LocalBackend]:
    backend = open_local(office.url, Auth(TOKEN), RoomSettings(time_zone="UTC"), Clock())
    try:
        yield backend
    finally:
        await backend.aclose()


async def refused(office: Office, capsys: Capture, *words: str, code: int) -> str:
    capsys.readouterr()
    assert await office(*words) == code
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


async def test_an_office_begins_with_nothing(office: Office, capsys: Capture) -> None:
    assert await listed(office, capsys) == []
    quay = await said(office, capsys, *QUAY)
    assert quay == {
        "id": quay["id"], "name": "Quay", "building": "Haus am See", "floor": "EG", "capacity": 8, "in_use": True,
    }  # fmt: skip
    bare = await said(office, capsys, "rooms", "add", " 会議室  A ")
    assert (bare["name"], bare["building"], bare["floor"], bare["capacity"]) == ("会議室 A", None, None, None)
    assert set(await listed(office, capsys)) == {quay["id"], bare["id"]}
    assert (await said(office, capsys, "book", "Quay", "--minutes", "30"))["outcome"] == "done"


async def test_places_are_made_once_whatever_their_letters(office: Office, capsys: Capture) -> None:
    await said(office, capsys, *QUAY)
    await said(office, capsys, "rooms", "add", "Dock", "--building", "haus AM see", "--floor", "eg")
    loft = await said(office, capsys, "rooms", "add", "Loft", "--building", "Haus am See", "--floor", "1. OG")
    assert (loft["building"], loft["floor"]) == ("Haus am See", "1. OG")
    async with server_of(office) as backend:
        (house,) = (await backend.client.buildings()).items
    assert [(floor.name, floor.order) for floor in house.floors or []] == [("EG", 0), ("1. OG", 1)]


async def test_a_room_s_zone_is_the_config_s_or_its_own(office: Office, capsys: Capture) -> None:
    await said(office, capsys, *QUAY)
    lisbon = await said(office, capsys, "rooms", "add", "Tejo", "--time-zone", "Europe/Lisbon")
    async with server_of(office) as backend:
        zones = {one.name: one.time_zone for one in await backend.rooms()}
    assert zones == {"Quay": "Europe/Berlin", "Tejo": "Europe/Lisbon"}
    await said(office, capsys, "rooms", "change", lisbon["id"], "--time-zone", "Atlantic/Azores")
    async with server_of(office) as backend:
        assert {one.time_zone for one in await backend.rooms()} == {"Europe/Berlin", "Atlantic/Azores"}


async def test_a_change_leaves_what_it_does_not_name(office: Office, capsys: Capture) -> None:
    before = await said(office, capsys, *QUAY)
    assert await said(office, capsys, "rooms", "change", "quay", "--capacity", "6") == {**before, "capacity": 6}
    moved = await said(
        office, capsys, "rooms", "change", "Quay", "--building", "Hafen", "--floor", "2", "--name", "Pier"
    )
    assert moved == {**before, "capacity": 6, "name": "Pier", "building": "Hafen", "floor": "2"}
    assert await said(office, capsys, "rooms", "change", "Pier", "--name", "PIER") == {**moved, "name": "PIER"}


@pytest.mark.parametrize(("word", "outcome"), [("--needs-check-in", "done"), ("--no-needs-check-in", "refused")])
async def test_a_booking_waits_for_its_check_in_where_the_room_wants_one(
    office: Office, capsys: Capture, word: str, outcome: str
) -> None:
    await said(office, capsys, *QUAY)
    await said(office, capsys, "rooms", "change", "Quay", word)
    await said(office, capsys, "book", "Quay", "--minutes", "30")
    (state,) = (await said(office, capsys, "status"))["rooms"]
    assert (state["state"] == "waiting_check_in") is (outcome == "done")


async def test_a_room_goes_out_of_use_and_comes_back(office: Office, capsys: Capture) -> None:
    quay = await said(office, capsys, *QUAY)
    assert (await said(office, capsys, "rooms", "remove", "Quay")) == {**quay, "in_use": False}
    assert await office("rooms") == 0
    assert "out of use" in capsys.readouterr().out
    assert (await said(office, capsys, "book", "Quay", "--minutes", "30", code=5))["outcome"] != "done"
    assert (await said(office, capsys, "rooms", "restore", "Quay")) == quay
    assert (await said(office, capsys, "book", "Quay", "--minutes", "30"))["outcome"] == "done"


async def test_two_rooms_in_use_of_one_name_in_a_building_are_refused(office: Office, capsys: Capture) -> None:
    quay = await said(office, capsys, *QUAY)
    other = [*QUAY]
    other[2] = "QUAY"
    assert f'"Quay" already; its id is {quay["id"]}' in await refused(office, capsys, *other, code=5)
    await said(office, capsys, "rooms", "add", "Quay", "--building", "Hafen", "--floor", "EG")
    second = await refused(office, capsys, "rooms", "change", "Quay", "--capacity", "2", code=2)
    assert "name one by its id" in second, "which of the two is not to be guessed"

    await said(office, capsys, "rooms", "remove", quay["id"])
    anew = await said(office, capsys, *QUAY)
    told = await refused(office, capsys, "rooms", "restore", quay["id"], code=5)
    assert f"its id is {anew['id']}" in told
    async with server_of(office) as backend:
        with pytest.raises(Conflict):
            await backend.add_room(RoomChange("quay", "hafen", "2", time_zone="UTC"))


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("add", "  "), 2, "NAME must not be empty"),
        (("add", "x" * 201), 2, "longer than 200"),
        (("add", "Loft", "--building", "Hafen"), 2, "go together"),
        (("add", "Loft", "--floor", "2"), 2, "go together"),
        (("add", "Loft", "--building", "Hafen", "--floor", " "), 2, "--floor must not be empty"),
        (("change", "1"), 2, "nothing is to be changed"),
        (("change", "Nowhere", "--capacity", "3"), 5, 'knows no room "Nowhere"'),
        (("remove", "99"), 5, 'knows no room "99"'),
    ],
)
async def test_what_cannot_be_done_is_said_and_nothing_is_made(
    office: Office, capsys: Capture, words: tuple[str, ...], code: int, told: str
) -> None:
    assert told in await refused(office, capsys, "rooms", *words, code=code)
    assert await listed(office, capsys) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--capacity", "0"), "number of people"),
        (("--capacity", "1000000"), "number of people"),
        (("--capacity", "٣"), "number of people"),
        (("--time-zone", "Mars/Olympus"), "time zone such as"),
        (("--time-zone", "../../etc/passwd"), "time zone such as"),
    ],
)
def test_odd_values_are_refused_before_anybody_is_asked(capsys: Capture, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["rooms", "add", "Loft", *words])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


async def test_a_server_that_is_away_is_said(office: Office, capsys: Capture) -> None:
    await office.close()
    assert "cannot be reached" in await refused(office, capsys, *QUAY, code=3)


def test_another_backend_s_rooms_are_made_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("KIOSK_TOKEN", "t")
    monkeypatch.setenv("KIOSK_DATA_DIR", str(tmp_path / "state"))
    config = tmp_path / "config.toml"
    config.write_text('[backend]\nkind = "offision"\nurl = "https://offision.invalid"\n[panel]\ntime_zone = "UTC"\n')
    assert run([*QUAY, "--config", str(config)]) == 5
    assert "in the booking system" in capsys.readouterr().err
