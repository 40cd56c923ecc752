"""Acting from the command line as its contract says, against the real local server."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import run
from kiosk.clock import Clock
from kiosk.server.run import EmbeddedServer
from tests.backends.houses import LIBRARY, Event
from tests.backends.local_house import TOKEN, furnished

FIELDS = {"room", "act", "outcome", "booking", "until", "free_from", "wording"}
Kiosk = Callable[..., tuple[int, Any, str]]
PRIVATE = "Salary talk"


def from_now(hours: float) -> datetime:
    return datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(hours=hours)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server whose library is somebody's, privately, for the next two hours."""
    path = tmp_path / "house.sqlite"
    asyncio.run(furnished(path, [Event(from_now(-1), from_now(2), LIBRARY, PRIVATE, private=True)]))
    one = EmbeddedServer(path, TOKEN, demo=False, clock=Clock())
    yield one
    one.stop()


@pytest.fixture
def kiosk(server: EmbeddedServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Kiosk:
    """Runs a command: its exit code, its document or its words, and its complaints."""
    url, token, config = server.start(), tmp_path / "token", tmp_path / "kiosk.toml"
    token.write_text(TOKEN)
    token.chmod(0o600)
    token.chmod(0o600)

    def ask(*words: str, kind: str = "local", key: str = TOKEN) -> tuple[int, Any, str]:
        token.write_text(key)
        token.chmod(0o600)
        config.write_text(
            f'[backend]\nkind = "{kind}"\nurl = "{url}"\ntoken_file = "{token}"\n'
            f'[panel]\ntime_zone = "Asia/Tokyo"\nroom = "1"\ndata_dir = "{tmp_path}"\n'
        )
        code = run([*words, "--config", str(config)])
        told = capfd.readouterr()
        assert PRIVATE not in told.out + told.err
        assert TOKEN not in told.out + told.err
        return code, json.loads(told.out) if "--json" in words else told.out, told.err

    return ask


def test_a_booking_begins_with_the_minute_that_runs(kiosk: Kiosk) -> None:
    code, document, complaints = kiosk("book", "1", "--minutes", "45", "--title", "Stand-up", "--json")
    assert (code, complaints, set(document)) == (0, "", FIELDS)
    assert (document["room"], document["act"], document["outcome"]) == ("1", "book", "done")
    booking = document["booking"]
    start, end = (datetime.fromisoformat(booking[edge]) for edge in ("start", "end"))
    assert (end - start, start.second, start.utcoffset()) == (timedelta(minutes=45), 0, timedelta(hours=9))
    assert timedelta() <= datetime.now(UTC) - start < timedelta(minutes=2)
    assert (booking["subject"], document["until"], document["free_from"]) == ("Stand-up", booking["end"], None)
    day = "" if end.date() == start.date() else f"{end:%a} "
    assert document["wording"] == f"Booked: the room is yours until {day}{end:%H:%M}."


def test_what_is_taken_says_until_when_and_not_by_whom(kiosk: Kiosk) -> None:
    code, document, complaints = kiosk("book", "Library", "--minutes", "30", "--json")
    assert (code, document["outcome"], document["booking"]) == (5, "taken", None)
    assert datetime.fromisoformat(document["free_from"]) == from_now(2)
    assert complaints == f"kiosk: {document['wording']}\n"


def test_a_meeting_is_checked_in_extended_and_ended(kiosk: Kiosk) -> None:
    _, made, _ = kiosk("book", "1", "--minutes", "30", "--json")
    _, checked_in, _ = kiosk("check-in", "atrium", "--json")
    _, again, _ = kiosk("check-in", "1", "--json")
    code, longer, _ = kiosk("extend", "1", "--minutes", "15", "--json")
    assert [one["outcome"] for one in (checked_in, again, longer)] == ["done", "already", "done"]
    assert code == 0
    added = datetime.fromisoformat(longer["until"]) - datetime.fromisoformat(made["until"])
    assert (added, longer["booking"]["id"]) == (timedelta(minutes=15), made["booking"]["id"])
    code, words, _ = kiosk("end", "1")
    assert (code, words) == (0, "Ended. Thank you: the room is free for others again.\n")
    assert kiosk("end", "1", "--json")[1]["outcome"] == "gone"


def test_a_booking_for_later_is_cancelled_by_its_id(kiosk: Kiosk) -> None:
    start = from_now(3)
    _, made, _ = kiosk("book", "2", "--minutes", "60", "--start", start.isoformat(), "--json")
    assert datetime.fromisoformat(made["booking"]["start"]) == start
    code, gone, _ = kiosk("cancel", "2", "--booking", made["booking"]["id"], "--json")
    assert (code, gone["outcome"], gone["booking"]) == (0, "done", None)
    assert kiosk("cancel", "2", "--booking", made["booking"]["id"])[0] == 5


def test_a_start_without_an_offset_is_the_room_s_own_time(kiosk: Kiosk) -> None:
    local = from_now(30).astimezone(UTC) + timedelta(hours=9)
    _, made, _ = kiosk("book", "1", "--minutes", "5", "--start", f"{local:%Y-%m-%dT%H:%M}", "--json")
    assert datetime.fromisoformat(made["booking"]["start"]) == from_now(30)


def test_a_backend_that_cannot_do_it_is_said_so(kiosk: Kiosk) -> None:
    kiosk("book", "1", "--minutes", "30")
    code, document, _ = kiosk("end", "1", "--json", kind="offision")
    assert (code, document["outcome"]) == (5, "not_possible")


def test_a_room_that_is_not_there_is_named(kiosk: Kiosk) -> None:
    code, words, complaints = kiosk("book", "4711", "--minutes", "30")
    assert (code, words) == (5, "")
    assert '"4711"' in complaints


def test_a_wrong_token_is_not_allowed(kiosk: Kiosk) -> None:
    code, document, complaints = kiosk("end", "1", "--json", key="wrong-token-0815")
    assert (code, document["outcome"]) == (4, "not_allowed")
    assert "wrong-token-0815" not in complaints


def test_without_a_server_nothing_is_done(kiosk: Kiosk, server: EmbeddedServer) -> None:
    server.stop()
    code, document, complaints = kiosk("book", "1", "--minutes", "30", "--json")
    assert (code, document["outcome"], document["room"]) == (3, "offline", "1")
    assert complaints.splitlines() == [f"kiosk: {document['wording']}", "kiosk: The server cannot be reached"]


@pytest.mark.parametrize("minutes", ["0", "-5", "1.5", "1441", "x"])
def test_a_length_is_in_whole_minutes(kiosk: Kiosk, minutes: str) -> None:
    with pytest.raises(SystemExit) as end:
        kiosk("book", "1", "--minutes", minutes)
    assert end.value.code == 2
