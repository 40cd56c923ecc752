"""Every operation by its name, as `kiosk api` calls it."""

import json
from pathlib import Path

import pytest

from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.operations import ROWS, operation_of
from kiosk.backends.nexudus.requests import BOOKING
from tests.nexudus.conftest import at
from tests.nexudus.fake import FakeNexudus
from tests.nexudus.fake_bookings import text

SINGLE = {"RepeatBooking": False, "Repeats": 2, "WhichBookingsToUpdate": 1, "ResourceId": 1}


def wish(hours: float) -> bytes:
    return json.dumps({**SINGLE, "FromTime": text(at(hours)), "ToTime": text(at(hours + 1))}).encode()


async def test_each_operation_reaches_the_account(backend: NexudusBackend, fake: FakeNexudus) -> None:
    booking = fake.bookings.put_in(1, at(0), at(1))
    fake.closures[7] = {"Id": 7, "FromTime": text(at(0)), "ToTime": text(at(1))}
    fake.visitors[5] = {"Id": 5, "FullName": "Ada Lovelace", "VisitorCode": "ABCDEF", "ExpectedArrival": text(at(0))}
    whole = json.dumps({**fake.bookings.records[booking], "Notes": "Other"}).encode()
    command = json.dumps({"Key": "X_START", "Ids": [booking], "Parameters": []}).encode()
    calls: dict[str, tuple[dict[str, str], bytes | None]] = {
        "booking.search": ({"size": "5", "from_booking_totime": text(at(0))}, None),
        "booking.get": ({"id": str(booking)}, None),
        "booking.create": ({}, wish(5)),
        "booking.update": ({}, whole),
        "booking.available": ({}, wish(7)),
        "booking.commands": ({}, None),
        "booking.run_command": ({}, command),
        "enum.get": ({"name": "eBookingRepeatCycle"}, None),
        "resource.search": ({}, None),
        "resource.get": ({"id": "1"}, None),
        "closure.search": ({"To_BookingAvailabilityException_FromTime": text(at(9))}, None),
        "closure.get": ({"id": "7"}, None),
        "visitor.search": ({"Visitor_VisitorCode": "ABCDEF"}, None),
        "visitor.get": ({"id": "5"}, None),
        "visitor.update": ({}, json.dumps(fake.visitors[5]).encode()),
        "booking.delete": ({"id": str(booking)}, None),
    }
    assert set(calls) == {one.name for one in ROWS}
    for name, (values, body) in calls.items():
        answer = json.loads(await backend.client.call(name, values, body))
        assert not isinstance(answer, dict) or answer.get("WasSuccessful", True), name
    assert booking not in fake.bookings.records


@pytest.mark.parametrize(
    ("name", "values", "body", "says"),
    [
        ("booking.serch", {}, None, "did you mean 'booking.search'"),
        ("booking.get", {}, None, "needs id"),
        ("booking.get", {"id": "../x"}, None, "needs id, a number"),
        ("booking.get", {"id": "1", "siz": "2"}, None, "no parameter of booking.get 'siz'"),
        ("booking.search", {"siz": "2"}, None, "did you mean 'size'"),
        ("booking.search", {"Resource_Name": "x"}, None, "no parameter"),
        ("booking.create", {}, None, "needs a body"),
        ("booking.create", {}, b"[]", "not an object"),
        ("booking.create", {}, b"{", "not an object"),
        ("booking.create", {}, b'{"ResourceId": 1, "FormTime": "", "ToTime": ""}', "did you mean 'FromTime'"),
        ("booking.create", {}, b'{"resourceId": 1, "FromTime": "", "ToTime": ""}', "did you mean 'ResourceId'"),
        ("booking.create", {}, b'{"ResourceId": 1}', "needs FromTime, ToTime"),
        ("booking.update", {}, b'{"ResourceId": 1, "FromTime": "", "ToTime": ""}', "needs Id"),
        ("booking.available", {}, b'{"ResourceId": 1, "FromTime": ""}', "needs ToTime"),
        ("booking.run_command", {}, b'{"Key": "A", "Id": [1]}', "did you mean 'Ids'"),
        ("booking.run_command", {}, b'{"Key": "A"}', "needs Ids"),
        ("booking.run_command", {}, b'{"Key": "A", "Ids": 1}', "Ids, a list"),
        ("booking.run_command", {}, b'{"Key": "A", "Ids": [], "Parameters": [{"Nmae": 1}]}', "did you mean 'Name'"),
        ("booking.run_command", {}, b'{"Key": "A", "Ids": [], "Parameters": [1]}', "no property"),
        ("booking.delete", {"id": "1"}, b"{}", "needs no body"),
    ],
)
async def test_what_has_no_place_is_refused_before_it_is_sent(
    backend: NexudusBackend, fake: FakeNexudus, name: str, values: dict[str, str], body: bytes | None, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        await backend.client.call(name, values, body)
    assert fake.seen == []


def test_only_what_was_inferred_is_not_confirmed() -> None:
    assert {one.name for one in ROWS if not one.confirmed} == {"resource.search", "resource.get"}
    assert operation_of("booking.create").method == "POST"


async def test_a_property_of_a_newer_server_is_sent(backend: NexudusBackend, fake: FakeNexudus) -> None:
    body = json.dumps({**json.loads(wish(1)), "FromTimeLocal": "x", "CarbonFootprint": 1}).encode()
    assert json.loads(await backend.client.call("booking.create", {}, body))["WasSuccessful"]
    assert [record["CarbonFootprint"] for record in fake.bookings.records.values()] == [1]


def test_every_property_of_the_sample_is_known() -> None:
    sample = json.loads((Path(__file__).parent / "payloads" / "bookings.get.json").read_bytes())
    assert set(sample) - BOOKING == set()
