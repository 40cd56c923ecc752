"""The tags' records on disk: whole or absent, read by others meanwhile, written by one."""

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.tags.record import TagRecord
from kiosk.tags.schedule import Delivery, Says, Wish
from kiosk.tags.store import FILE, Kept, RecordFile, TagStore, lasting

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def kept(tag: str, shown: str = "a1") -> Kept:
    record = TagRecord(tag, "1", "ap", "2.9-bw", 296, 128, "bw", qr=True, face="a2", shown=shown, pushed_at=AT)
    delivery = Delivery(
        colour=True, pushed="a2", said=Says.FREE, main="m", mark="x:1", pushed_on=AT, shown=shown, shown_on=AT,
        day=date(2026, 3, 2), refreshes=3, fast=2, full_day=date(2026, 3, 1),
    )  # fmt: skip
    return Kept(record, delivery, "ap/2.9-bw")


def test_what_was_saved_is_there_after_a_restart_every_field_of_it(tmp_path: Path) -> None:
    first = TagStore(tmp_path / FILE, Clock())
    first.save([kept("T2"), kept("T1")])
    first.close()
    again = TagStore(tmp_path / FILE, Clock())
    assert again.kept() == {"T1": kept("T1"), "T2": kept("T2")}
    again.close()


def test_what_ends_with_the_process_is_not_kept() -> None:
    passing = Delivery(
        colour=True, wish=Wish("a", Says.FREE), ready=1.0, pushed="a", pushed_at=2.0, tries=3, calls=4.0, drawn=5.0,
        failures=6, later=7.0,
    )  # fmt: skip
    assert lasting(passing) == Delivery(colour=True, pushed="a")


def test_another_program_reads_while_it_is_written_in_the_order_of_the_ids(tmp_path: Path) -> None:
    assert RecordFile(tmp_path / FILE).records() == ()
    store = TagStore(tmp_path / FILE, Clock())
    store.save([kept("T2"), kept("T1")])
    assert [one.id for one in RecordFile(tmp_path / FILE).records()] == ["T1", "T2"]
    store.save([kept("T1", shown="b7")])
    assert RecordFile(tmp_path / FILE).records()[0].shown == "b7"
    store.close()


def test_a_row_that_was_damaged_hides_only_itself(tmp_path: Path) -> None:
    store = TagStore(tmp_path / FILE, Clock())
    store.save([kept("T1"), kept("T2")])
    store.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        (body,) = connection.execute("SELECT body FROM tag WHERE id = 'T1'").fetchone()
        spoiled = body.replace(b"a1", b"zz")
        connection.execute("UPDATE tag SET body = ? WHERE id = 'T1'", (spoiled,))
    connection.close()
    assert [one.id for one in RecordFile(tmp_path / FILE).records()] == ["T2"]
    store = TagStore(tmp_path / FILE, Clock())
    assert list(store.kept()) == ["T2"]
    store.close()


def test_a_file_that_is_none_is_set_aside_and_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be looked at as one" * 40)
    assert RecordFile(tmp_path / FILE).records() == ()
    store = TagStore(tmp_path / FILE, Clock())
    store.save([kept("T1")])
    assert store.trouble is None
    assert "is damaged" in caplog.text
    assert list(tmp_path.glob("*.damaged-*"))
    assert [one.id for one in RecordFile(tmp_path / FILE).records()] == ["T1"]
    store.close()


def test_tags_that_are_bound_no_more_are_forgotten(tmp_path: Path) -> None:
    store = TagStore(tmp_path / FILE, Clock())
    store.save([kept("T1"), kept("T2")])
    store.retain(["T2"])
    assert [one.id for one in RecordFile(tmp_path / FILE).records()] == ["T2"]
    store.close()


def test_where_the_folder_cannot_be_written_the_service_goes_on_without_keeping(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = TagStore(tmp_path / "file" / FILE, Clock())
    store.save([kept("T1")])
    assert store.trouble
    assert store.kept() == {"T1": kept("T1")}
    store.close()
