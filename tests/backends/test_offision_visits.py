"""Visits at an Offision server that answers as badly as servers do: still visits, and no arrival that is none."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.errors import Garbled, NoAnswer, Rejected
from kiosk.backends.http.auth import Auth
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.open import open_offision
from kiosk.clock import Clock
from kiosk.domain.visit import BadgeState, Visit
from tests.wire.scripted_server import Answer, Reply, Request, json_reply, serving

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)
BADGES, APPOINTMENTS = "/api/external/visitorBadge/v1", "/api/external/visitorAppointment/v1"
STATES = {"initial": 4, "noShow": 5, "visited": 6, "visiting": 7}
PATHS = {"visitor_badge.check_in": "/own/badges/{id}/in"}


class Server:
    """Badges by their codes, as rows; `call` answers arrivals."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = [badge(1, "FJUEIW")]
        self.appointments: Callable[[Request], Answer] = lambda _: Reply(status=404)
        self.call: Callable[[Request], Answer] = lambda _: Reply(b"")
        self.told: list[Request] = []

    def __call__(self, request: Request) -> Answer:
        if request.path == APPOINTMENTS:
            return self.appointments(request)
        if request.path.startswith("/own/"):
            self.told.append(request)
            return self.call(request)
        if request.path != BADGES:
            return Reply(status=404)
        query = request.query
        found = [
            one
            for one in self.rows
            if query.get("registrationCode", one["registrationCode"]) == one["registrationCode"]
            and query.get("uid", one["uid"]) == one["uid"]
            and ("state" not in query or STATES.get(query["state"]) == one["state"])
        ]
        return json_reply({"data": found, "metaData": {"total": len(found), "row": 50, "page": 1}})


def badge(number: int, code: str, state: str = "initial", **more: object) -> dict[str, Any]:
    return {
        "id": number, "uid": f"u-{number}", "registrationCode": code, "state": STATES[state],
        "period": {"start": "2026-11-20T14:00:00+01:00", "end": "2026-11-20T15:00:00+01:00"},
        "visitor": {"id": 0, "displayName": "Ada Lovelace"}, "checkInDate": None, "checkOutDate": None, **more,
    }  # fmt: skip


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
async def backend(server: Server) -> AsyncIterator[OffisionBackend]:
    async with serving(server) as running:
        made = open_offision(running.url, Auth("t"), RoomSettings("Europe/Berlin"), Clock(), paths=PATHS)
        yield made
        await made.aclose()


async def only(backend: OffisionBackend, code: str = "FJUEIW") -> Visit:
    (visit,) = await backend.find_visits(code, NOW)
    return visit


async def test_a_visit_whose_appointment_cannot_be_had_is_one_all_the_same(backend: OffisionBackend) -> None:
    visit = await only(backend)
    assert (visit.visitor, visit.start, visit.host, visit.state) == ("Ada Lovelace", NOW, None, BadgeState.EXPECTED)


@pytest.mark.parametrize("state", STATES)
async def test_numbers_of_states_are_learned_from_their_names(
    backend: OffisionBackend, server: Server, state: str
) -> None:
    server.rows = [badge(1, "FJUEIW", state)]
    wanted = {"initial": "expected", "noShow": "no_show", "visited": "out", "visiting": "in"}
    assert (await only(backend)).state.value == wanted[state]


async def test_a_state_that_nobody_knows_is_told_by_the_badges_own_dates(
    backend: OffisionBackend, server: Server
) -> None:
    server.rows = [badge(1, "FJUEIW")]
    server.rows[0] |= {"state": 99, "checkInDate": "2026-11-20T14:02:00+01:00"}
    assert (await only(backend)).state is BadgeState.IN
    server.rows[0] |= {"checkInDate": None}
    assert (await only(backend)).state is BadgeState.UNKNOWN


async def test_two_badges_with_one_code_are_two_visits(backend: OffisionBackend, server: Server) -> None:
    later = {"start": "2026-11-21T14:00:00+01:00", "end": "2026-11-21T15:00:00+01:00"}
    server.rows.append(badge(2, "FJUEIW", period=later))

    assert [one.id for one in await backend.find_visits("FJUEIW", NOW)] == ["2", "1"]


async def test_badges_that_cannot_be_read_hide_only_themselves(backend: OffisionBackend, server: Server) -> None:
    server.rows += [
        badge(2, "FJUEIW", period=None), badge(3, "FJUEIW", period={"start": "soon", "end": "later"}),
        badge(4, "FJUEIW", visitor=None, uid=None), badge(5, "FJUEIWX"),
    ]  # fmt: skip
    assert sorted(one.id for one in await backend.find_visits("FJUEIW", NOW)) == ["1", "4"]


async def test_of_a_badge_that_was_long_over_nothing_more_is_asked(backend: OffisionBackend, server: Server) -> None:
    asked: list[Request] = []

    def noted(request: Request) -> Answer:
        asked.append(request)
        return Reply(status=404)

    server.appointments = noted
    await backend.find_visits("FJUEIW", NOW + timedelta(days=5))
    assert asked == []


async def test_an_arrival_is_told_with_its_code_its_date_and_its_key(backend: OffisionBackend, server: Server) -> None:
    await backend.arrive(await only(backend), NOW, "key-1")
    await backend.leave(await only(backend), NOW, "key-2")

    (told,) = server.told
    assert (told.method, told.path, told.headers["idempotency-key"]) == ("POST", "/own/badges/1/in", "key-1")
    assert told.body == b'{"registrationCode":"FJUEIW","date":"2026-11-20T14:00:00+01:00"}'


async def test_a_no_to_somebody_who_is_in_already_is_as_good_as_a_yes(backend: OffisionBackend, server: Server) -> None:
    visit = await only(backend)
    server.call = lambda _: Reply(status=409)
    server.rows = [badge(1, "FJUEIW", "visiting")]
    await backend.arrive(visit, NOW, "k")

    server.rows = [badge(1, "FJUEIW")]
    server.call = lambda _: Reply(status=422)
    with pytest.raises(Rejected):
        await backend.arrive(visit, NOW, "k")


@pytest.mark.parametrize(
    ("reply", "error"),
    [(Reply(b"<html>Sign in</html>"), Garbled), (Reply(status=502), NoAnswer), (Reply(b'{"ok":'), Garbled)],
)
async def test_an_answer_that_is_none_is_no_arrival(
    backend: OffisionBackend, server: Server, reply: Reply, error: type[Exception]
) -> None:
    visit = await only(backend)
    server.call = lambda _: reply
    with pytest.raises(error):
        await backend.arrive(visit, NOW, "k")
