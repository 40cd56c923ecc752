"""`kiosk visit` and `kiosk visitors`, over real HTTP and a real disk: outcomes, exit codes, and what is never said."""

import json
import re
import shutil
from typing import Any

import pytest

from kiosk.visits.book import BOOK
from tests.commands.conftest import Office
from tests.wire.conftest import TOKEN

Capture = pytest.CaptureFixture[str]
AT = "2031-05-06T14:00:00+02:00"
FIELDS = {"code", "outcome", "visitor", "host", "at", "delivered", "wording"}


async def invited(office: Office, capsys: Capture, name: str = "Ada Lovelace", *more: str) -> dict[str, Any]:
    words = ("--host", "grace@example.com", "--from", "2031-05-06T14:00", "--to", "2031-05-06T15:00", "--json", *more)
    assert await office("visitors", "invite", "--name", name, *words) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


async def asked(
    office: Office, capsys: Capture, code: str, *words: str, at: str = AT, reception: str = ""
) -> tuple[int, dict[str, Any]]:
    ended = await office("visit", code, *words, "--at", at, "--json", reception=reception)
    return ended, json.loads(capsys.readouterr().out)


async def test_an_invitation_is_found_checked_in_and_checked_out(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    said = []
    for words in ((), ("--check-in",), ("--check-in",), (), ("--check-out",), ("--check-out",), ()):
        ended, document = await asked(office, capsys, code, *words)
        assert ended == 0
        assert document.keys() >= FIELDS
        assert (document["code"], document["visitor"], document["host"]) == (code, "Ada L.", "grace@example.com")
        assert document["at"] == AT
        said.append(document["outcome"])
    assert said == ["found", "checked_in", *["already_in"] * 2, "checked_out", *["already_out"] * 2]


async def test_what_was_delivered_is_said(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    _, document = await asked(office, capsys, code, "--check-in")
    assert document["delivered"] is True


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("2031-05-05T14:00:00+02:00", "too_early"),
        ("2031-05-06T11:59:59+02:00", "too_early"),
        ("2031-05-06T12:00:00+02:00", "found"),
        ("2031-05-06T15:00:00+02:00", "over"),
        ("2031-05-07T15:00:00+02:00", "over"),
        ("2031-05-07T15:00:01+02:00", "not_found"),
    ],
)
async def test_the_instant_decides(office: Office, capsys: Capture, at: str, outcome: str) -> None:
    code = (await invited(office, capsys))["code"]
    ended, document = await asked(office, capsys, code, "--check-in" if outcome != "found" else "--check-out", at=at)

    assert (ended, document["outcome"]) == (0 if outcome == "found" else 5, outcome)


async def test_a_code_of_another_building_tells_no_name(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    ended, document = await asked(office, capsys, code, reception='building = "9"')
    assert (ended, document["outcome"]) == (0, "found"), "a visit of no building is everybody's"

    ended, document = await asked(office, capsys, "https://x.example/" + "z" * 900, reception='building = "9"')
    assert (ended, document["outcome"], document["visitor"]) == (5, "not_found", None)


async def test_the_fifth_wrong_code_locks_and_the_right_one_waits(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    for number in range(5):
        ended, document = await asked(office, capsys, f"WRONG{'ABCDE'[number]}")
        assert (ended, document["outcome"]) == (5, "not_found")
    ended, document = await asked(office, capsys, code)

    assert (ended, document["outcome"]) == (5, "locked")
    assert document["until"] == "2031-05-06T14:00:30+02:00"
    ended, document = await asked(office, capsys, code, at="2031-05-06T14:00:30+02:00")
    assert document["outcome"] == "found"


async def test_offline_a_code_is_taken_down_and_delivered_by_the_next_command(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    await office.close()
    ended, document = await asked(office, capsys, code, "--check-in")
    assert (ended, document["outcome"], document["delivered"]) == (0, "offline_recorded", False)
    assert await office("visit", code, "--at", AT) == 3
    assert "Ada" not in "".join(capsys.readouterr())

    await office.open()
    assert await office("visitors", "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)["visitors"]
    assert [(one["visitor"], one["state"]) for one in listed] == [("Ada Lovelace", "in")]
    _, document = await asked(office, capsys, code)
    assert (document["outcome"], document["delivered"]) == ("already_in", True)


async def test_doctor_says_what_waits_and_what_was_refused_and_names_nobody(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    await office.close()
    for each in (code, "ZZZZZZ"):
        await asked(office, capsys, each, "--check-in")
    await office("doctor", "--json")
    checks = {one["name"]: one for one in json.loads(capsys.readouterr().out)["checks"]}
    assert checks["visitors"]["says"].startswith("2 waiting (visit)")

    await office.open()
    await office("doctor", "--json")
    said = capsys.readouterr().out
    checks = {one["name"]: one for one in json.loads(said)["checks"]}
    assert "no arrival waits" in checks["visitors"]["says"]
    assert checks["refused arrivals"]["says"].startswith("1 (visit)")
    assert not [word for word in ("Ada", code, "ZZZZZZ") if word in said]


async def test_a_sentence_is_said_to_a_person(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    assert await office("visit", code, "--check-in", "--at", AT) == 0
    assert capsys.readouterr().out == "Welcome Ada L., you are checked in.\n"
    assert await office("visit", "NOSUCH", "--at", AT) == 5
    assert "do not know this code" in capsys.readouterr().err


async def test_a_full_disk_is_said_and_nobody_is_told_to_be_in(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    book = office.folder / "state" / BOOK
    book.mkdir(parents=True)
    assert await office("visit", code, "--check-in", "--at", AT, "--json") == 2
    said = capsys.readouterr()
    assert (said.out, "written down" in said.err) == ("", True)

    shutil.rmtree(book)
    _, document = await asked(office, capsys, code, "--check-in")
    assert document["outcome"] == "checked_in"


async def test_a_wrong_token_is_said_so_and_nothing_is_taken_down(
    office: Office, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_TOKEN", "another")
    assert await office("visit", "FJUEIW", "--check-in", "--at", AT) == 4
    monkeypatch.setenv("KIOSK_TOKEN", TOKEN)
    assert await office("visitors", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"visitors": []}


async def test_an_invitation_for_people_has_the_code_the_uid_and_a_qr_code(office: Office, capsys: Capture) -> None:
    words = ("--host", "Grace Hopper", "--from", "2031-05-06T14:00", "--to", "2031-05-06T15:00")
    assert await office("visitors", "invite", "--name", "王小明", *words) == 0
    code, uid, *drawn = capsys.readouterr().out.splitlines()

    assert re.fullmatch(r"[A-Z]{6}", code)
    assert re.fullmatch(r"[0-9a-f-]{36}", uid)
    assert len(drawn) > 10
    assert len({len(line) for line in drawn}) == 1
    assert set("".join(drawn)) <= set("█▀▄ ")


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        (("--from", "2031-05-06T15:00", "--to", "2031-05-06T14:00"), 2),
        (("--from", "2031-05-06T14:00", "--to", "2031-05-06T15:00", "--room", "Nowhere"), 5),
        (("--from", "2031-05-06T14:00", "--to", "2031-05-06T15:00", "--building", "Nowhere"), 5),
    ],
)
async def test_what_cannot_be_invited_is_said(office: Office, words: tuple[str, ...], ended: int) -> None:
    assert await office("visitors", "invite", "--name", "Ada", "--host", "Grace", *words) == ended


async def test_the_book_is_private(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    await asked(office, capsys, code, "--check-in")
    found = [one for one in (office.folder / "state").iterdir() if one.name.startswith(BOOK) and one.stat().st_size]
    assert (office.folder / "state" / BOOK) in found
    assert (office.folder / "state" / BOOK).stat().st_mode & 0o777 == 0o600


async def test_somebody_without_a_badge_checks_out_by_name_and_code(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    assert (await asked(office, capsys, code, "--check-in"))[1]["outcome"] == "checked_in"
    ended, said = await asked(office, capsys, code, "--check-out", "--name", "Grace Hopper")
    assert (ended, said["outcome"], said["visitor"]) == (5, "not_found", None)
    ended, said = await asked(office, capsys, code, "--check-out", "--name", "lovelace")
    assert (ended, said["outcome"], said["visitor"]) == (0, "checked_out", "Ada L.")


@pytest.mark.parametrize("words", [("--name", "Ada"), ("--check-in", "--name", "Ada"), ("--check-out", "--name", " ")])
async def test_a_name_goes_with_leaving_only(office: Office, capsys: Capture, words: tuple[str, ...]) -> None:
    assert await office("visit", "FJUEIW", *words) == 2
    assert "--check-out" in capsys.readouterr().err


async def test_staff_check_somebody_out_by_name(office: Office, capsys: Capture) -> None:
    for name in ("Ada Lovelace", "Ada Byron", "Charles Babbage"):
        code = (await invited(office, capsys, name))["code"]
        if name != "Charles Babbage":
            await asked(office, capsys, code, "--check-in")

    assert await office("visitors", "check-out", "ada", "--json") == 5
    assert "Ada Byron" in capsys.readouterr().err
    assert await office("visitors", "check-out", "Babbage", "--json") == 5
    assert "nobody" in capsys.readouterr().err

    assert await office("visitors", "check-out", "ada love", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["visitor"], said["outcome"], said["delivered"]) == ("Ada Lovelace", "checked_out", True)
    assert await office("visitors", "check-out", "Lovelace") == 5
    assert await office("visitors", "check-out", "Byron") == 0
    assert capsys.readouterr().out == "Ada Byron is checked out\n"


async def test_staff_check_somebody_out_while_the_server_is_away(office: Office, capsys: Capture) -> None:
    code = (await invited(office, capsys))["code"]
    await asked(office, capsys, code, "--check-in")
    await office.close()
    capsys.readouterr()
    assert await office("visitors", "check-out", "Hopper") == 3, "only the server knows whether she is in"
    first, *more = capsys.readouterr().err.splitlines()
    assert first.endswith("cannot be reached."), first
    assert [line[:2] for line in more] == ["  "], "below it what to do"
    assert await office("visitors", "check-out", "Lovelace", "--json") == 0
    assert json.loads(capsys.readouterr().out)["delivered"] is False
    await office.open()
    assert (await asked(office, capsys, code))[1]["outcome"] == "already_out"
    assert await office("doctor", "--json") in {0, 1}
    assert "no arrival waits" in capsys.readouterr().out
