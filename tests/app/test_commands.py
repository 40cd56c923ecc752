"""The command line as its contract says, with the real program against the real local server."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import AT
from tests.app.programs import config_file, kiosk, local_server, started

pytestmark = pytest.mark.slow
STATES = {"free", "starting_soon", "waiting_check_in", "occupied", "closed", "unknown"}


def status(home: Path, config: Path, *more: str) -> tuple[int, Any, str]:
    done = kiosk("status", "--json", "--config", str(config), *more, home=home)
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


def test_status_fits_the_contract(home: Path, tmp_path: Path, demo_server: str) -> None:
    code, document, complaints = status(home, config_file(tmp_path, demo_server), "--room", "1", "--at", AT)
    assert (code, complaints) == (0, "")
    assert set(document) == {"at", "rooms"}
    (room,) = document["rooms"]
    names = {"id", "name", "state", "until", "wording", "time_zone", "free_from", "current", "next", "upcoming"}
    assert set(room) == names | {"freshness"}
    assert (room["id"], room["name"], room["state"], room["time_zone"]) == (
        "1",
        "Victoria",
        "occupied",
        "Europe/Berlin",
    )
    assert (room["until"], room["wording"]) == ("2026-11-20T14:30:00+01:00", "Occupied until 14:30")
    fields = {"id", "subject", "start", "end", "organizer", "private", "all_day", "preparation"}
    assert all(set(one) == fields for one in (room["current"], room["next"], *room["upcoming"]))
    assert room["upcoming"][0] == room["next"]
    assert set(room["freshness"]) == {"as_of", "age_seconds", "level"}
    assert room["freshness"] == {"as_of": "2026-11-20T14:12:00+01:00", "age_seconds": 0.0, "level": "fresh"}


def test_a_private_meeting_shows_neither_subject_nor_organizer(home: Path, tmp_path: Path, demo_server: str) -> None:
    _, document, _ = status(home, config_file(tmp_path, demo_server), "--room", "1", "--at", AT)
    private = [one for one in document["rooms"][0]["upcoming"] if one["private"]]
    assert private
    assert all(one["subject"] is None and one["organizer"] is None for one in private)


def test_policy_hides_subjects_and_organizers(home: Path, tmp_path: Path, demo_server: str) -> None:
    hidden = config_file(tmp_path, demo_server, more="[policy]\nshow_subject = false\nshow_organizer = false\n")
    _, document, _ = status(home, hidden, "--room", "1", "--at", AT)
    room = document["rooms"][0]
    assert all(one["subject"] is None and one["organizer"] is None for one in (room["current"], *room["upcoming"]))


def test_the_demo_building_is_in_every_state(home: Path) -> None:
    done = kiosk("status", "--json", home=home)
    assert done.returncode == 0, done.stderr
    rooms = json.loads(done.stdout)["rooms"]
    assert {room["state"] for room in rooms} == STATES
    assert len({room["time_zone"] for room in rooms}) == 2


def test_a_room_that_the_server_does_not_know_is_named(home: Path, tmp_path: Path, demo_server: str) -> None:
    config = config_file(tmp_path, demo_server)
    code, document, complaints = status(home, config, "--room", "1", "--room", "4711", "--at", AT)
    assert code == 5
    assert [room["id"] for room in document["rooms"]] == ["1"]
    assert '"4711"' in complaints


def test_a_wrong_token_is_not_allowed(home: Path, tmp_path: Path, demo_server: str) -> None:
    config = config_file(tmp_path, demo_server)
    done = kiosk("status", "--config", str(config), home=home, KIOSK_TOKEN="wrong-token-0815")
    assert done.returncode == 4
    assert "wrong-token-0815" not in done.stdout + done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_a_missing_token_is_a_mistake_in_the_config(home: Path, tmp_path: Path, demo_server: str) -> None:
    done = kiosk("status", "--config", str(config_file(tmp_path, demo_server)), home=home, KIOSK_TOKEN="")
    assert done.returncode == 2
    assert "[backend] token_file" in done.stderr
    assert "KIOSK_TOKEN" in done.stderr


def test_without_a_server_what_is_remembered_is_told_with_its_age(home: Path, tmp_path: Path) -> None:
    with local_server(tmp_path / "server", "--demo") as (url, _):
        config = config_file(tmp_path, url)
        assert status(home, config)[0] == 0
    code, document, complaints = status(home, config)
    assert code == 3
    assert document["rooms"][0]["name"] == "Victoria"
    assert document["rooms"][0]["freshness"]["age_seconds"] > 0
    assert "Traceback" not in complaints
    assert len(complaints.splitlines()) <= 2


def test_without_a_server_or_memory_there_is_no_answer(home: Path, tmp_path: Path) -> None:
    config = config_file(tmp_path, "http://127.0.0.1:9")
    code, document, complaints = status(home, config)
    assert (code, document) == (3, None)
    assert "127.0.0.1:9" in complaints


def test_rooms_are_listed(home: Path, tmp_path: Path, demo_server: str) -> None:
    done = kiosk("rooms", "--json", "--config", str(config_file(tmp_path, demo_server)), home=home)
    rooms = json.loads(done.stdout)
    assert len(rooms) >= 12
    assert all(set(room) == {"id", "name", "building", "floor", "capacity", "in_use"} for room in rooms)
    assert len({room["building"] for room in rooms}) == 2
    assert len({(room["building"], room["floor"]) for room in rooms}) >= 3


def test_any_operation_can_be_called(home: Path, tmp_path: Path, demo_server: str) -> None:
    config = str(config_file(tmp_path, demo_server))
    answer = kiosk("api", "room_status.get", "id=1", "--config", config, home=home)
    assert json.loads(answer.stdout)[0]["bookableResource"]["name"] == "Victoria"
    wrong = kiosk("api", "room_statsu.get", "--config", config, home=home)
    assert wrong.returncode == 2
    assert "'room_status.get'" in wrong.stderr
    listed = kiosk("api", "--list", "--config", config, home=home)
    assert "confirmed" in listed.stdout
    assert "[offision.paths]" in listed.stdout


def test_doctor_finds_all_well(home: Path, tmp_path: Path, demo_server: str) -> None:
    done = kiosk("doctor", "--json", "--config", str(config_file(tmp_path, demo_server)), home=home)
    document = json.loads(done.stdout)
    assert document["healthy"] is True
    assert {"config", "disk", "fonts", "display", "rooms", "status", "access keys"} <= {
        check["name"] for check in document["checks"]
    }


@pytest.mark.parametrize(
    ("sensor", "room", "state", "said"),
    [
        ("OCC301", "1", "good", "OCC301"),
        ("OCC302", "1", "doubtful", "watches room 2"),
        ("OCC-SPARE", "1", "doubtful", "watches no room"),
        ("OCC-NONE", "1", "doubtful", "no occupancy sensor"),
        ("AIR301", "1", "doubtful", "no occupancy sensor"),
    ],
)
def test_doctor_says_whether_the_server_knows_the_sensor_that_the_panel_reports_as(
    home: Path, tmp_path: Path, demo_server: str, sensor: str, room: str, state: str, said: str
) -> None:
    config = config_file(tmp_path, demo_server, room=room, more=f'[presence]\nsensor = "{sensor}"\n')
    done = kiosk("doctor", "--json", "--config", str(config), home=home)
    (check,) = [one for one in json.loads(done.stdout)["checks"] if one["name"] == "presence"]
    assert (done.returncode, check["state"]) == (0, state), check
    assert said in check["says"]
    assert bool(check["do"]) is (state == "doubtful")


def test_doctor_says_nothing_of_presence_where_none_is_reported(home: Path, tmp_path: Path, demo_server: str) -> None:
    done = kiosk("doctor", "--json", "--config", str(config_file(tmp_path, demo_server)), home=home)
    assert "presence" not in {one["name"] for one in json.loads(done.stdout)["checks"]}


@pytest.mark.parametrize(
    ("url", "token", "code", "check"),
    [("http://127.0.0.1:9", "some-token", 3, "rooms"), ("", "wrong-token-0815", 4, "rooms"), ("", "", 2, "token")],
)
def test_doctor_says_what_is_wrong(
    home: Path, tmp_path: Path, demo_server: str, url: str, token: str, code: int, check: str
) -> None:
    config = config_file(tmp_path, url or demo_server)
    done = kiosk("doctor", "--json", "--config", str(config), home=home, KIOSK_TOKEN=token)
    document = json.loads(done.stdout)
    bad = next(one for one in document["checks"] if one["state"] == "bad")
    assert (done.returncode, document["healthy"], bad["name"]) == (code, False, check)
    assert bad["do"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("pannel",), ('"kiosk pannel"', "did you mean panel?")),
        (("status", "--at", "yesterday"), ("'yesterday'", "2026-03-29T14:00")),
        (("screenshot", "panel", "--output", "x.png", "--size", "big"), ("'big'", "1280x800")),
        (("status", "--config", "missing.toml"), ("missing.toml", "no such file")),
        (("server", "--port", "70000"), ("'70000'", "65535")),
    ],
)
def test_wrong_usage_exits_with_2(home: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    done = kiosk(*arguments, home=home)
    assert done.returncode == 2
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_display_the_panel_says_so(home: Path) -> None:
    done = kiosk("panel", home=home, QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert "QT_QPA_PLATFORM=vnc" in done.stderr
    assert "kiosk screenshot panel --output" in done.stderr


def test_a_port_that_is_taken_is_named(home: Path, tmp_path: Path, demo_server: str) -> None:
    port = demo_server.rpartition(":")[2]
    done = kiosk("server", "--port", port, "--data", str(tmp_path / "other.sqlite"), home=home)
    assert done.returncode == 2
    assert port in done.stderr


def test_the_server_makes_its_token_and_ends_when_asked(home: Path, tmp_path: Path) -> None:
    data = tmp_path / "rooms.sqlite"
    with started("server", "--port", "0", "--data", str(data), home=home) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("room-kiosk server ready on http://127.0.0.1:")
    assert process.returncode == 0
    token = data.with_suffix(".token")
    assert token.stat().st_mode & 0o777 == 0o600
    assert len(token.read_text().strip()) >= 32
