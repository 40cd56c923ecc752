"""What the numbers of booking states mean is learned by asking, and only where no doubt is left."""

from typing import Any

import pytest

from kiosk.backends.offision.enums import BOOKING_STATE, LearnedEnums
from kiosk.backends.offision.survey import FEW_ROOMS, ROOMS_A_STATE
from kiosk.domain.appointment import CheckIn
from tests.wire.conftest import NOW, Open, Serve
from tests.wire.office import PATHS, Json, Office, listed, resource, status
from tests.wire.scripted_server import Answer, Reply, Request, ScriptedServer
from tests.wire.test_backend import HandClock

DOCUMENTED = {"booked": 10, "using": 11, "waitingCheckIn": 12}
ALL = {**DOCUMENTED, "cancelled": 13, "noShow": 14}


def rows(*states: int) -> list[Json]:
    return [
        listed(f"a{n}", f"2026-03-30T1{n}:00:00Z", f"2026-03-30T1{n}:30:00Z", state=one) for n, one in enumerate(states)
    ]


def office(*states: int, **more: Any) -> Office:  # noqa: ANN401
    return Office([status(1)], rows(*states), [resource(1)], **{"names": ALL, **more})


def asked(server: ScriptedServer) -> list[str]:
    return [one.query["bookingState"] for one in server.requests if "bookingState" in one.query]


async def learn(serve: Serve, open_backend: Open, building: Office) -> tuple[ScriptedServer, dict[str, int], list[str]]:
    """The server, what was learned, and the ids that are shown."""
    server, learned = await serve(building), list[LearnedEnums]()
    snapshot = await open_backend(server, on_learned=learned.append).agendas(["1"], NOW)
    return (
        server,
        dict(learned[-1].of(BOOKING_STATE)) if learned else {},
        [one.id for one in snapshot.agendas[0].appointments],
    )


async def test_it_asks_until_every_number_is_understood(serve: Serve, open_backend: Open) -> None:
    server, learned, _ = await learn(serve, open_backend, office(12, 11))
    assert learned == {"waitingCheckIn": 12, "using": 11}
    assert asked(server) == ["waitingCheckIn", "using"]


async def test_the_names_are_asked_with_the_same_window_and_rooms(serve: Serve, open_backend: Open) -> None:
    server, _, _ = await learn(serve, open_backend, office(12, 11))
    queries = [{**one.query, "bookingState": ""} for one in server.requests if one.path == PATHS["list"]]
    assert all(one == queries[0] for one in queries)


async def test_cancelled_and_no_show_are_learned_and_not_shown(serve: Serve, open_backend: Open) -> None:
    _, learned, ids = await learn(serve, open_backend, office(10, 13, 14))
    assert learned == {"booked": 10, "cancelled": 13, "noShow": 14}
    assert ids == ["a0"]


async def test_what_is_known_is_not_asked_again(serve: Serve, open_backend: Open) -> None:
    server = await serve(office(12, 11))
    kept = LearnedEnums({"booking.state": {"waitingCheckIn": 12, "using": 11}})
    snapshot = await open_backend(server, learned=kept).agendas(["1"], NOW)
    assert [one.check_in for one in snapshot.agendas[0].appointments] == [CheckIn.WAITING, CheckIn.DONE]
    assert asked(server) == []


async def test_an_open_number_is_busy_and_asked_about_once_an_hour(serve: Serve, open_backend: Open) -> None:
    server, clock = await serve(office(99)), HandClock()
    backend = open_backend(server, clock=clock)
    snapshot = await backend.agendas(["1"], NOW, whole=True)
    assert len(snapshot.agendas[0].appointments) == 1
    first = len(asked(server))
    assert first == 8
    clock.moved += 3000
    await backend.agendas(["1"], NOW, whole=True)
    assert len(asked(server)) == first
    clock.moved += 601
    await backend.agendas(["1"], NOW, whole=True)
    assert len(asked(server)) > first


@pytest.mark.parametrize("states", [(99,), (99, 99), (99, 98)])
async def test_a_server_that_ignores_names_it_does_not_know_teaches_nothing(
    serve: Serve, open_backend: Open, states: tuple[int, ...]
) -> None:
    building = office(*states, names=DOCUMENTED, unknown_name="everything")
    _, learned, ids = await learn(serve, open_backend, building)
    assert (learned, len(ids)) == ({}, len(states))


async def test_a_server_that_ignores_the_filter_altogether_teaches_nothing(serve: Serve, open_backend: Open) -> None:
    _, learned, ids = await learn(serve, open_backend, office(99, names={}, unknown_name="everything"))
    assert (learned, ids) == ({}, ["a0"])


@pytest.mark.parametrize("unknown_name", ["nothing", "refused"])
async def test_a_cancelled_booking_alone_is_understood_where_the_server_looks_at_names(
    serve: Serve, open_backend: Open, unknown_name: str
) -> None:
    _, learned, ids = await learn(serve, open_backend, office(13, unknown_name=unknown_name))
    assert (learned, ids) == ({"cancelled": 13}, [])


async def test_both_spellings_of_cancelled_are_one_meaning(serve: Serve, open_backend: Open) -> None:
    names = {**DOCUMENTED, "cancelled": 13, "canceled": 13}
    _, learned, ids = await learn(serve, open_backend, office(10, 13, 99, names=names))
    assert learned == {"booked": 10, "cancelled": 13, "canceled": 13}
    assert ids == ["a0", "a2"]


async def test_two_meanings_for_one_number_are_not_learned(serve: Serve, open_backend: Open) -> None:
    names = {**DOCUMENTED, "cancelled": 13, "noShow": 13}
    _, learned, ids = await learn(serve, open_backend, office(10, 13, 99, names=names))
    assert (learned, len(ids)) == ({"booked": 10}, 3)


async def test_a_trial_name_for_a_documented_number_is_not_learned(serve: Serve, open_backend: Open) -> None:
    names = {**DOCUMENTED, "cancelled": 10}
    _, learned, ids = await learn(serve, open_backend, office(10, 99, names=names))
    assert (learned, len(ids)) == ({"booked": 10}, 2)


async def test_an_answer_of_several_numbers_teaches_nothing(serve: Serve, open_backend: Open) -> None:
    building = office(10, 13, 99)

    def mixed(request: Request) -> Answer:
        if request.query.get("bookingState") == "cancelled":
            return Office(appointments=building.appointments[1:])(Request(**_fields(request)))
        return building(request)

    server, learned = await serve(mixed), list[LearnedEnums]()
    await open_backend(server, on_learned=learned.append).agendas(["1"], NOW)
    assert dict(learned[-1].of(BOOKING_STATE)) == {"booked": 10}


def _fields(request: Request) -> dict[str, Any]:
    query = {name: text for name, text in request.query.items() if name != "bookingState"}
    return {
        "method": request.method,
        "path": request.path,
        "query": query,
        "headers": request.headers,
        "body": request.body,
        "target": request.target,
    }


@pytest.mark.parametrize("status_code", [401, 403, 500, 400, 404])
async def test_a_failure_while_learning_never_fails_the_look(
    serve: Serve, open_backend: Open, status_code: int
) -> None:
    building = office(12)

    def script(request: Request) -> Answer:
        return Reply(b"", status_code) if "bookingState" in request.query else building(request)

    snapshot = await open_backend(await serve(script)).agendas(["1"], NOW)
    assert [one.check_in for one in snapshot.agendas[0].appointments] == [CheckIn.NOT_NEEDED]


MANY = range(1, FEW_ROOMS + 101)


def crowded(*states: int) -> Office:
    """Many rooms, each with one booking, all in the first of `states` but for the last, with one of each other."""
    held = [*[states[0]] * (len(MANY) - len(states) + 1), *states[1:]]
    bookings = [
        listed(f"b{room}", "2026-03-30T10:00:00Z", "2026-03-30T10:30:00Z", room=room, state=state)
        for room, state in zip(MANY, held, strict=True)
    ]
    return Office([status(room) for room in MANY], bookings, [resource(room) for room in MANY], names=ALL)


async def test_of_many_rooms_a_part_is_enough_to_learn_by(serve: Serve, open_backend: Open) -> None:
    server, learned = await serve(crowded(10, 13, 11)), list[LearnedEnums]()
    await open_backend(server, on_learned=learned.append).agendas([str(room) for room in MANY], NOW)
    by_state = [one.query["bookableResourceId"].split(",") for one in server.requests if "bookingState" in one.query]

    assert dict(learned[-1].of(BOOKING_STATE)) == {"booked": 10, "cancelled": 13, "using": 11}
    assert by_state
    assert all(one == [*map(str, MANY[:ROOMS_A_STATE]), *map(str, MANY[-2:])] for one in by_state)
