"""The export is a workbook that a reader of Office Open XML finds whole: parts, types, relations, cells."""

import io
import posixpath
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.server.routes.export import MOST_ROWS
from kiosk.server.workbook import MEDIA_TYPE, workbook
from tests.server.conftest import Start, SteppedClock, written
from tests.server.office_file import book, code
from tests.server.office_things import at

PATH = "/api/external/booking/v1/export"
DAY = {"From": "2026-11-20T00:00:00+01:00", "To": "2026-11-21T00:00:00+01:00"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
Cell = str | float | datetime | None


class Book:
    """Reads a workbook from the outside in, as a spreadsheet does, by its relations."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            self._parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314 - ours
        main = self._related("", "officeDocument")
        self.sheets = [str(sheet.get("name")) for sheet in self._parts[main].iter(MAIN + "sheet")]
        self._styles = self._parts[self._related(main, "styles")]
        sheet = self._parts[self._related(main, "worksheet")]
        self.rows = [[self._cell(cell) for cell in row] for row in sheet.iter(MAIN + "row")]

    def typed(self) -> bool:
        """Whether every part has a content type."""
        types = self._parts["[Content_Types].xml"]
        named = {str(one.get("PartName")).lstrip("/") for one in types.iter(TYPES + "Override")}
        endings = {str(one.get("Extension")) for one in types.iter(TYPES + "Default")}
        rest = self._parts.keys() - named - {"[Content_Types].xml"}
        return named <= self._parts.keys() and all(name.rpartition(".")[2] in endings for name in rest)

    def _related(self, part: str, kind: str) -> str:
        folder, name = posixpath.split(part)
        relations = self._parts[posixpath.join(folder, "_rels", f"{name}.rels")]
        (target,) = [str(one.get("Target")) for one in relations.iter(RELATION) if one.get("Type") == KIND + kind]
        return posixpath.join(folder, target)

    def _cell(self, cell: ET.Element) -> Cell:
        if cell.get("t") == "inlineStr":
            return "".join(text.text or "" for text in cell.iter(MAIN + "t"))
        value = cell.find(MAIN + "v")
        if value is None:
            return None
        number = float(value.text or "")
        return excel_date(number) if self._is_date(int(cell.get("s", "0"))) else number

    def _is_date(self, style: int) -> bool:
        formats = self._styles.find(MAIN + "cellXfs")
        assert formats is not None
        own = [one for one in self._styles.iter(MAIN + "numFmt") if "yyyy" in str(one.get("formatCode"))]
        return formats[style].get("numFmtId") in {one.get("numFmtId") for one in own}


def excel_date(days: float) -> datetime:
    seconds = round(days * 86_400)
    return datetime(1899, 12, 30) + timedelta(seconds=seconds)  # noqa: DTZ001 - a spreadsheet knows no zones


def export(client: httpx.Client, **params: str) -> list[list[Cell]]:
    answer = client.get(PATH, params={**DAY, **params})
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPE), answer.text
    assert "bookings.xlsx" in answer.headers["content-disposition"]
    opened = Book(answer.content)
    assert opened.sheets == ["Bookings"]
    assert opened.typed()
    return opened.rows


@pytest.fixture
def booked(office: httpx.Client) -> httpx.Client:
    book(office, "16:00", "17:30", subject="<b>Später & mehr</b>", organizer="ada@example.com")
    book(office, "15:00", "16:00", subject="=1+1", organizer="bo@Other.Example")
    book(office, "15:00", "16:00", "2", subject=None)
    return office


def test_each_booking_is_a_row_resource_by_resource(booked: httpx.Client) -> None:
    header, *rows = export(booked, TimeZone="Europe/Berlin")

    assert header == [
        "Resource id",
        "Bookable resource",
        "Booking id",
        "Subject",
        "Start",
        "End",
        "Minutes",
        "All day",
        "State",
        "Organizer",
        "Organizer email",
    ]
    three, four, half_past_five = (datetime(2026, 11, 20, *at) for at in ((15, 0), (16, 0), (17, 30)))  # noqa: DTZ001
    other, ada = "bo@Other.Example", "ada@example.com"
    assert rows == [
        [1, "Blauer Raum", 2, "=1+1", three, four, 60, "no", "booked", other, other],
        [1, "Blauer Raum", 1, "<b>Später & mehr</b>", four, half_past_five, 90, "no", "booked", ada, ada],
        [2, "Room two", 3, None, three, four, 60, "no", "waitingCheckIn", None, None],
    ]


@pytest.mark.parametrize(
    ("params", "hour"), [({}, 14), ({"TimeZone": "Asia/Hong_Kong"}, 22), ({"TimeZone": "Europe/Berlin"}, 15)]
)
def test_times_are_in_the_zone_asked_for_else_in_utc(booked: httpx.Client, params: dict[str, str], hour: int) -> None:
    start = export(booked, **params)[1][4]

    assert isinstance(start, datetime)
    assert start.hour == hour


@pytest.mark.parametrize(("domain", "ids"), [("example.com", [1]), ("other.example", [2]), ("ample.com", [])])
def test_bookings_are_chosen_by_the_organizers_domain(booked: httpx.Client, domain: str, ids: list[int]) -> None:
    assert [row[2] for row in export(booked, OrganizerEmailDomain=domain)[1:]] == ids


def test_the_period_is_half_open(booked: httpx.Client) -> None:
    span = {"From": "2026-11-20T16:00:00+01:00", "To": "2026-11-20T16:01:00+01:00"}

    assert [row[2] for row in export(booked, **span)[1:]] == [1]


def test_parameters_begin_with_capitals(booked: httpx.Client) -> None:
    answer = booked.get(PATH, params={"from": DAY["From"], "to": DAY["To"]})

    assert len(Book(answer.content).rows) == 1


@pytest.mark.parametrize(
    "params",
    [
        {"TimeZone": "Mars/Olympus"},
        {"TimeZone": "../../etc/passwd"},
        {"From": "2026-11-20"},
        {"From": DAY["To"]},
        {"From": "2020-01-01T00:00:00Z"},
    ],
)
def test_what_is_not_understood_is_refused(office: httpx.Client, params: dict[str, str]) -> None:
    assert code(office.get(PATH, params={**DAY, **params})) == (400, "bad_request")


def test_the_demo_exports_without_preparation(demo: httpx.Client) -> None:
    rows = export(demo)
    keys = [row[0] for row in rows[1:] if isinstance(row[0], float)]

    assert len(rows) > 100
    assert len({row[1] for row in rows[1:]}) > 8
    assert keys == sorted(keys)
    assert all(row[3] is not None for row in rows[1:])


@given(st.lists(st.text(max_size=40), min_size=1, max_size=3), st.text(min_size=1, max_size=20))
def test_any_text_makes_a_workbook_that_opens(texts: list[str], header: str) -> None:
    opened = Book(workbook('A & "B"', [header], [texts, [None, 1.5]]))

    assert opened.sheets == ['A & "B"']
    assert len(opened.rows) == 3
    plain = [text for text in texts if text.isprintable() and text.isascii()]
    assert all(text in opened.rows[1] for text in plain)


def test_more_bookings_than_a_sheet_is_good_for_are_refused(
    start: Start, office_path: Path, clock: SteppedClock
) -> None:
    written(office_path, _row_after_row(MOST_ROWS + 1))
    client = start(office_path, demo=False, clock=clock)

    assert code(client.get(PATH, params=DAY)) == (400, "bad_request")
    assert len(export(client, To="2026-11-20T00:01:00+01:00")) == 1 + 60


def _row_after_row(count: int) -> tuple[str, str]:
    """Statements that book the blue room for a second each, so many times."""
    numbers = f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT {count})"  # noqa: S608 - a number
    starts = f"{at('00:00')} + (n - 1) * 1000"
    bookings = f"{numbers} INSERT INTO booking (id, ical_uid, state) SELECT n, n, 0 FROM n"  # noqa: S608 - as above
    columns, values = "id, booking_id, resource_id, starts, ends", f"n, n, 1, {starts}, {starts} + 1000"
    return bookings, f"{numbers} INSERT INTO appointment ({columns}) SELECT {values} FROM n"  # noqa: S608 - as above
