"""How the tags are: the document for programs, the table, and what stands under it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.tags.status import HEAD, TagStatus, document, notes, row
from tests.tags.records import AT, PLAIN, WELL, ZONE, of


def cells(one: TagStatus) -> dict[str, str]:
    line = row(one, AT, ZONE)
    assert len(line) == len(HEAD)
    return dict(zip(HEAD, line, strict=True))


def test_the_document_has_every_field_and_local_times() -> None:
    assert document([of(WELL)], ZONE) == {
        "tags": [
            {
                "id": "A1",
                "room": "1",
                "gateway": "ap1",
                "panel": "7.5-bwr",
                "width": 800,
                "height": 480,
                "palette": "bwr",
                "qr": True,
                "qr_reason": None,
                "face": "0a",
                "shown": "0a",
                "pushed_at": "2026-11-20T10:25:00+01:00",
                "acknowledged_at": "2026-11-20T10:26:00+01:00",
                "battery_percent": None,
                "battery_millivolts": 2950,
                "online": True,
                "problem": None,
            }
        ],
        "low_batteries": [],
        "silent": [],
        "warnings": [],
    }


def test_a_tag_that_nothing_is_known_of_is_listed_with_nothing() -> None:
    tags = document([of(PLAIN)], ZONE)["tags"]
    assert isinstance(tags, list)
    tag: dict[str, object] = tags[0]
    known = {name for name, value in tag.items() if value is not None}
    assert known == {"id", "room", "gateway", "panel", "width", "height", "palette", "qr"}
    line = cells(of(PLAIN))
    assert line == dict.fromkeys(HEAD, "") | {
        "tag": "A1", "room": "1", "gateway": "ap1", "panel": "7.5-bwr", "sign": "none yet"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says", "since"),
    [
        ({}, "shown", "10:26:00"),
        ({"shown": "09"}, "on its way", "10:25:00"),
        ({"shown": None, "acknowledged_at": None}, "on its way", "10:25:00"),
        ({"shown": None, "pushed_at": None, "acknowledged_at": None}, "not sent yet", ""),
        ({"acknowledged_at": AT - timedelta(days=2)}, "shown", "2026-11-18 10:30"),
    ],
)
def test_the_table_says_whether_the_newest_sign_is_shown_and_since_when(
    change: dict[str, object], says: str, since: str
) -> None:
    line = cells(of(replace(WELL, **change)))  # type: ignore[arg-type]
    assert (line["sign"], line["since"]) == (says, since)


def test_a_code_that_was_left_out_is_said_with_its_reason() -> None:
    assert cells(of(WELL))["code"] == "yes"
    tags = [of(replace(WELL, id=name, qr=False, qr_reason="The panel is too small.")) for name in ("A1", "A2")]
    assert cells(tags[0])["code"] == "no"
    assert notes(tags) == ("A1, A2: No code on it. The panel is too small.",)
    listed = document(tags, ZONE)["tags"]
    assert isinstance(listed, list)
    one: dict[str, object] = listed[0]
    assert (one["qr"], one["qr_reason"]) == (False, "The panel is too small.")


@pytest.mark.parametrize(
    ("change", "kind", "says"),
    [
        ({"battery_millivolts": 2400}, "openepaperlink", "2.40 V"),
        ({"battery_millivolts": 2390}, "openepaperlink", "2.39 V low"),
        ({"battery_millivolts": 3500}, "openepaperlink", "3.50 V"),
        ({"battery_millivolts": 3500}, "trmnl", "3.50 V low"),
        ({"battery_percent": 19, "battery_millivolts": None}, "minew", "19 % low"),
        ({"battery_percent": 20, "battery_millivolts": None}, "minew", "20 %"),
        ({"battery_millivolts": None}, "openepaperlink", ""),
    ],
)
def test_low_batteries_are_marked_and_listed(change: dict[str, object], kind: str, says: str) -> None:
    one = of(replace(WELL, **change), kind)  # type: ignore[arg-type]
    assert cells(one)["battery"] == says
    low = says.endswith("low")
    assert document([one], ZONE)["low_batteries"] == (["A1"] if low else [])
    assert notes([one]) == ((f"Low batteries: A1 ({says.removesuffix(' low')})",) if low else ())


@pytest.mark.parametrize(("missed", "silent"), [(0, False), (2, False), (3, True), (40, True)])
def test_a_tag_that_missed_three_check_ins_is_flagged(missed: int, silent: bool) -> None:  # noqa: FBT001 - a case
    one = of(replace(WELL, missed=missed))
    assert document([one], ZONE)["silent"] == (["A1"] if silent else [])
    assert cells(one)[""] == ("silent" if silent else "")
    assert notes([one]) == (("Missed 3 check-ins or more: A1",) if silent else ())


def test_the_doubts_about_a_panel_are_repeated_once_for_all_that_have_it() -> None:
    tags = [of(replace(WELL, id=name), "opendisplay", 250) for name in ("A1", "A2")]
    warned = document(tags, ZONE)["warnings"]
    assert isinstance(warned, list)
    assert [one["id"] for one in warned] == ["A1", "A1", "A2", "A2"]
    third, width = notes(tags)
    assert third.startswith("A1, A2: ")
    assert "third ink" in third
    assert "multiple of 8" in width
    assert cells(tags[0])[""] == "warning"
    assert notes([of(replace(WELL, palette="bw"), "opendisplay", 296)]) == ()
    assert notes([of(WELL, "openepaperlink", 250)]) == ()


def test_a_problem_stands_under_the_table_in_full() -> None:
    one = of(replace(PLAIN, panel="", palette="", problem="The server knows no room 1."), "opendisplay")
    assert notes([one]) == ("A1: The server knows no room 1.",)
    assert cells(one)[""] == "problem"


@pytest.mark.parametrize(
    ("change", "offline"),
    [
        ({"online": False, "shown": "09"}, True),
        ({"online": False}, False),
        ({"online": True, "shown": "09"}, False),
        ({"online": None, "shown": "09"}, False),
        ({"online": False, "face": None, "shown": None}, False),
    ],
)
def test_a_tag_that_is_offline_and_not_up_to_date_has_a_problem(change: dict[str, object], offline: bool) -> None:  # noqa: FBT001
    one = of(replace(WELL, **change))  # type: ignore[arg-type]
    assert notes([one]) == (("A1: It is offline, and has yet to take its newest sign.",) if offline else ())
    named = of(replace(one.record, problem="It is stuck."))
    assert named.problem == "It is stuck."
