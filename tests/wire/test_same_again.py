"""A look at which nothing changed is not translated anew, and says exactly what a translation would say."""

from datetime import timedelta

import pytest

from tests.wire.conftest import NOW, Open, Serve
from tests.wire.office import Office, listed, resource, shown, status
from tests.wire.test_backend import FIVE, FOUR

MINUTE = timedelta(minutes=1)


def office() -> Office:
    """A meeting that is over in half an hour, and one this afternoon, in the first of two rooms."""
    soon = (NOW + 30 * MINUTE).isoformat()
    rows = [listed("ends", (NOW - 30 * MINUTE).isoformat(), soon, "Secret"), listed("b", FOUR, FIVE)]
    rooms = [status(1, shown("b", FOUR, FIVE)), status(2)]
    return Office(rooms, rows, [resource(1), resource(2)], names={"booked": 0})


@pytest.mark.parametrize("minutes", [0.25, 0.5, 29.0, 31.0])
async def test_both_ways_say_the_same(serve: Serve, open_backend: Open, minutes: float) -> None:
    server = await serve(office())
    going_on, anew = open_backend(server), open_backend(server)
    later = NOW + minutes * MINUTE
    await going_on.agendas(["1", "2", "9"], NOW)
    await anew.agendas(["1", "2", "9"], NOW)
    quick = await going_on.agendas(["1", "2", "9"], later)
    full = await anew.agendas(["1", "2", "9"], later, whole=True)
    aside = [(one.as_of, one.appointments, one.unreadable, one.ignored, one.room) for one in quick.agendas]
    assert aside == [(one.as_of, one.appointments, one.unreadable, one.ignored, one.room) for one in full.agendas]
    assert quick.unknown_rooms == full.unknown_rooms == ("9",)


async def test_what_has_ended_meanwhile_loses_its_text(serve: Serve, open_backend: Open) -> None:
    backend = open_backend(await serve(office()))
    before = await backend.agendas(["1"], NOW)
    after = await backend.agendas(["1"], NOW + 31 * MINUTE)
    assert [one.agendas[0].appointments[0].subject for one in (before, after)] == ["Secret", None]
