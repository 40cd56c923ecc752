"""Numbers that have names are learned of everything that has filters, kept, and told."""

from typing import Any

import pytest

from kiosk.backends.offision.enums import BADGE_STATE, BOOKING_STATE, ENUMERATIONS, LearnedEnums
from tests.wire.conftest import Open, Serve
from tests.wire.office import Json, listed, resource
from tests.wire.scripted_server import Answer, Reply, Request, json_reply

NUMBERS = {
    "booking.state": {"booked": 10, "waitingCheckIn": 12},
    "visitor_badge.state": {"initial": 3, "visiting": 7, "visited": 5},
    "bookable_resource.type": {"room": 1, "desk": 0},
    "access_key.type": {"oneTime": 2, "static": 1, "daily": 0},
    "epaper_controller.type": {},
    "service_item.type": {"afterBooking": 4, "betweenBooking": 6},
}
ROWS: dict[str, list[Json]] = {
    "booking": [listed(f"a{n}", "x", "y", state=n) for n in (10, 12, 12)],
    "visitorBadge": [{"id": n, "state": state} for n, state in enumerate((3, 3, 7, 5))],
    "bookableResource": [{**resource(1), "type": 1}, {**resource(2), "type": 0}],
    "accessKey": [{"bookableResource": {"id": n}, "type": kind} for n in (1, 2) for kind in (0, 1, 2)],
    "ePaperController": [{"id": 1, "name": "Gateway", "tags": []}],
    "serviceItem": [{"id": 1, "type": 4}, {"id": 2, "type": 6}],
}
KINDS = dict(zip(ROWS, NUMBERS, strict=True))


def number_in(row: Json) -> object:
    return row["booking"]["bookingState"] if "booking" in row else row.get("state", row.get("type"))


def script(request: Request, *, filters: bool = True) -> Answer:
    section = request.path.split("/")[3]
    name = request.query.get("bookingState") or request.query.get("state") or request.query.get("type")
    rows = ROWS[section]
    if name is not None and filters:
        rows = [one for one in rows if number_in(one) == NUMBERS[KINDS[section]].get(name, "none")]
    if section == "accessKey":
        links: list[Any] = [{**one, "accessUrl": f"https://x.example/{id(request)}"} for one in rows]
        return json_reply(links)
    return json_reply({"data": rows, "metaData": {"total": len(rows), "row": 50, "page": 0}})


async def test_a_survey_learns_all_that_the_server_tells(serve: Serve, open_backend: Open) -> None:
    kept = list[LearnedEnums]()
    backend = open_backend(await serve(script), on_learned=kept.append)
    assert backend.enum_report() == [(one.name, {}) for one in ENUMERATIONS]
    await backend.survey()
    assert dict(backend.enum_report()) == NUMBERS
    assert LearnedEnums.from_json(kept[-1].to_json()).report() == backend.enum_report()


async def test_what_was_kept_is_not_asked_for_again(serve: Serve, open_backend: Open) -> None:
    server = await serve(script)
    backend = open_backend(server, learned=LearnedEnums(NUMBERS))
    await backend.survey()
    filters = ("bookingState", "state", "type")
    assert [one.target for one in server.requests if any(name in one.query for name in filters)] == []
    assert dict(backend.enum_report()) == NUMBERS


async def test_a_server_that_ignores_names_teaches_nothing(serve: Serve, open_backend: Open) -> None:
    backend = open_backend(await serve(lambda request: script(request, filters=False)))
    await backend.survey()
    assert dict(backend.enum_report()) == {one.name: {} for one in ENUMERATIONS}


@pytest.mark.parametrize("status", [401, 404, 500])
async def test_where_one_kind_fails_the_others_are_learned(serve: Serve, open_backend: Open, status: int) -> None:
    def broken(request: Request) -> Answer:
        return Reply(b"", status) if "visitorBadge" in request.path else script(request)

    backend = open_backend(await serve(broken))
    await backend.survey()
    assert dict(backend.enum_report()) == {**NUMBERS, "visitor_badge.state": {}}


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (7, "visiting"),
        ("7", "visiting"),
        ("Visiting", "visiting"),
        (99, None),
        ("gone", None),
        (None, None),
        (1.5, None),
    ],
)
def test_a_value_has_the_name_that_was_learned(value: object, name: str | None) -> None:
    assert LearnedEnums(NUMBERS).name_of(BADGE_STATE, value) == name


@pytest.mark.parametrize(
    "kept",
    [None, [], 5, {"booked": 1}, {"booking.state:booked": "x"}, {"booking.state:nonsense": 1}, {"other:booked": 1}],
)
def test_what_was_kept_and_makes_no_sense_is_left_out(kept: object) -> None:
    assert not LearnedEnums.from_json(kept).of(BOOKING_STATE)
