"""What must not get about is told to every program on a day with everything in it, and then looked for everywhere."""

from base64 import b64encode
from pathlib import Path

import pytest

from tests.app.programs import TOKEN
from tests.secrets.story import PRIVATE, SUBJECT, VISITOR, WRONG, Day, Traces

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("canary")


@pytest.fixture(scope="module")
def traces(folder: Path) -> Traces:
    return Day(folder, TOKEN).run()


def written(word: str) -> tuple[bytes, ...]:
    """A word as a program may have written it: as it is, as Qt keeps it, and as HTTP Basic sends it."""
    inner = b64encode(f"{word}:".encode())[:-4]
    return word.encode(), word.encode("utf-16-le"), inner, word.encode().hex().encode()


def holders(folder: Path, word: str) -> set[str]:
    """The files below a folder that hold a word, in their content or in their name."""
    found = set[str]()
    for one in folder.rglob("*"):
        name = one.relative_to(folder).as_posix()
        if one.is_file() and any(form in one.read_bytes() + name.encode() for form in written(word)):
            found.add(name)
    return found


def sayers(traces: Traces, word: str) -> set[str]:
    """The commands that said a word."""
    return {name for name, said in traces.said.items() if any(form in said.encode() for form in written(word))}


@pytest.mark.parametrize("token", [TOKEN, WRONG])
def test_a_token_is_in_its_own_file_and_nowhere_else(folder: Path, traces: Traces, token: str) -> None:
    own = {"kiosk.token", "server/token", "keyring.json"} if token == TOKEN else {"stranger.token"}
    assert holders(folder, token) == own
    assert sayers(traces, token) == set()


@pytest.mark.parametrize("word", [TOKEN, WRONG, PRIVATE])
def test_no_command_line_says_it(traces: Traces, word: str) -> None:
    assert not [one for one in traces.command_lines if word.encode() in one]


def test_what_is_private_stays_in_the_servers_own_file(folder: Path, traces: Traces) -> None:
    assert {name.partition("-")[0] for name in holders(folder, PRIVATE)} == {"server/rooms.sqlite"}
    assert sayers(traces, PRIVATE) == set()


def test_a_visitor_is_in_the_books_of_those_who_receive_and_in_no_log(folder: Path, traces: Traces) -> None:
    books = {name.partition("-")[0] for name in holders(folder, VISITOR)}
    assert {name for name in books if not name.endswith(".sqlite")} == set()
    assert "door/state/remembered.sqlite" not in books
    assert sayers(traces, VISITOR) <= {"invite", "alone visit"}


def test_a_visitors_code_is_in_no_log(folder: Path, traces: Traces) -> None:
    (code,) = traces.codes
    assert {name.partition("-")[0].rpartition(".")[2] for name in holders(folder, code)} <= {"sqlite"}
    assert sayers(traces, code) <= {"invite", "alone visit"}


def test_no_dump_of_a_memory_was_left(folder: Path, traces: Traces) -> None:
    assert traces.said
    assert not [one for one in folder.rglob("*core*") if one.is_file()]


def test_the_day_was_one_on_which_it_could_have_got_about(folder: Path, traces: Traces) -> None:
    """The search finds what is public, and everything that was to go wrong went wrong."""
    assert any(name.startswith("door/state/remembered.sqlite") for name in holders(folder, SUBJECT))
    assert SUBJECT in traces.said["status"]
    assert "Canal" in traces.said["keyring"]
    assert any(b"entry_process.py\0room-kiosk\0desk" in one for one in traces.command_lines)
    assert any(b"kiosk\0panel\0" in one for one in traces.command_lines)
    assert len([name for name, said in traces.said.items() if name.startswith("crash") and "Traceback" in said]) > 0
    assert "Fatal Python error: Aborted" in (folder / "door" / "output.txt").read_text()
    assert "Fatal Python error: Aborted" not in traces.said["status"]
    assert all(traces.said[f"stranger {name}"] for name in ("status", "doctor", "book"))
    assert all(traces.said[f"alone {name}"] for name in ("status", "doctor", "visit"))
