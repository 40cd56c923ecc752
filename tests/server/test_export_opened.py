"""The export as another program opens it: each cell of the type and value that its booking has on the server."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
import pytest
from openpyxl import load_workbook

from tests.server.office_file import book

DAMAGED = 15  # the demo room with records that make no sense
ZONE = ZoneInfo("Europe/Berlin")
DAY = {"From": "2026-11-20T00:00:00+01:00", "To": "2026-11-21T00:00:00+01:00", "TimeZone": ZONE.key}
TYPES: tuple[type | tuple[type, ...], ...] = (
    int,
    str,
    int,
    str,
    datetime,
    datetime,
    (int, float),
    str,
    str,
    (str, type(None)),
    (str, type(None)),
)
Row = tuple[object, ...]


def opened(client: httpx.Client) -> list[Row]:
    """The rows of the only sheet, the header first."""
    content = client.get("/api/external/booking/v1/export", params=DAY).raise_for_status().content
    found = load_workbook(io.BytesIO(content), data_only=False)
    assert found.sheetnames == ["Bookings"]
    assert found.active.freeze_panes == "A2"
    return list(found.active.iter_rows(values_only=True))


def local(text: str) -> datetime:
    """A time of the API as a sheet shows it: the wall clock of the zone, without a zone."""
    return datetime.fromisoformat(text).astimezone(ZONE).replace(tzinfo=None)


def listed(client: httpx.Client) -> dict[tuple[object, object], Row]:
    """What the list of appointments says of the same day, by resource and booking, in the order of the columns.

    Without the demo's damaged records, which the list shows as they are.
    """
    params = {"from": DAY["From"], "to": DAY["To"], "excludePreparation": "true", "row": "1000"}
    answer = client.get("/api/external/booking/v1/appointments", params=params).raise_for_status().json()
    assert answer["metaData"]["total"] == len(answer["data"])
    found: dict[tuple[object, object], Row] = {}
    for one in answer["data"]:
        resource, booking = one["bookableResource"], one["booking"]
        if resource["id"] == DAMAGED:
            continue
        start, end = (local(one["period"][name]) for name in ("start", "end"))
        minutes = (end - start).total_seconds() / 60
        days = "yes" if one["isAllDay"] else "no"
        found[resource["id"], booking["id"]] = (resource["name"], one["subject"], start, end, minutes, days)
    return found


def columns(row: Row) -> Row:
    """The columns that the list has too, in its order."""
    return (row[1], *row[3:8])


def test_the_demos_day_is_in_the_workbook_cell_by_cell(demo: httpx.Client) -> None:
    header, *rows = opened(demo)
    expected = listed(demo)

    rows = [row for row in rows if row[0] != DAMAGED]
    assert len(rows) == len(expected) > 100
    assert header[4:7] == ("Start", "End", "Minutes")
    for row in rows:
        assert columns(row) == expected[row[0], row[2]]
        assert all(isinstance(cell, kind) for cell, kind in zip(row, TYPES, strict=True)), row


@pytest.mark.parametrize("subject", ["=1+1", "<b>Später & mehr</b>", "2026-11-20", "007", "  spaced  ", "a\nb", "😀"])
def test_a_subject_stays_the_text_that_it_is(office: httpx.Client, subject: str) -> None:
    book(office, "15:00", "16:30", subject=subject)
    (_, row) = opened(office)

    assert row[2:8] == (1, subject, datetime(2026, 11, 20, 15), datetime(2026, 11, 20, 16, 30), 90, "no")  # noqa: DTZ001 - a spreadsheet knows no zones
