"""The command that checks a booking in is found by its name, or named by the config."""

from typing import Any

import pytest

from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.open import Ways
from tests.nexudus.conftest import Open
from tests.nexudus.fake import COMMANDS, FakeNexudus
from tests.nexudus.hasty import NOW, HastyClock
from tests.wire.scripted_server import Reply

PATH = "/api/spaces/bookings/commands"
CANCEL = COMMANDS[0]


def command(name: str, *parameters: object) -> dict[str, Any]:
    return {"Key": f"K-{name}", "Name": name, "RequiresParameters": list(parameters)}


@pytest.mark.parametrize("name", ["Check-in", "check in booking", "CHECKIN", "Start booking now", " Start Booking"])
async def test_it_is_found_by_its_name(backend: NexudusBackend, fake: FakeNexudus, name: str) -> None:
    fake.commands[:] = [CANCEL, command(name), command("Undo check-in")]
    assert not backend.capabilities.check_in
    await backend.agendas(["1"], NOW)
    assert backend.capabilities.check_in
    assert (backend.check_in_command.key, backend.check_in_command.why) == (f"K-{name}", "")


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([CANCEL], "No command of this account is named like a check-in"),
        ([command("Check-in"), command("Start booking")], "2 commands of this account are named like a check-in"),
        ([command("Check-in", {"Name": "Code", "Type": "string"})], "asks for more than a booking"),
        ([{**command("Check-in"), "RequiresParameters": 5}], "No command of this account is"),
    ],
)
async def test_where_it_is_not_certain_there_is_none_and_it_is_said_why(
    backend: NexudusBackend, fake: FakeNexudus, commands: list[dict[str, Any]], why: str
) -> None:
    fake.commands[:] = commands
    await backend.agendas(["1"], NOW)
    assert not backend.capabilities.check_in
    assert why in backend.check_in_command.why
    assert "check_in_command" in backend.check_in_command.why


async def test_the_config_can_name_its_key(opened: Open, fake: FakeNexudus) -> None:
    backend = opened(ways=Ways(check_in_command="MY_KEY"))
    assert backend.capabilities.check_in
    await backend.agendas(["1"], NOW)
    assert PATH not in fake.paths()


async def test_it_is_looked_for_once_a_day(backend: NexudusBackend, fake: FakeNexudus, clock: HastyClock) -> None:
    for _ in range(3):
        await backend.agendas(["1"], NOW)
        clock.skip(3600)
    assert fake.paths().count(PATH) == 1
    clock.skip(86400)
    fake.commands[:] = [CANCEL]
    await backend.agendas(["1"], NOW)
    assert not backend.capabilities.check_in


async def test_a_failure_keeps_what_was_found(backend: NexudusBackend, fake: FakeNexudus, clock: HastyClock) -> None:
    fake.faults["GET", PATH] = lambda _: Reply(status=500)
    await backend.agendas(["1"], NOW)
    assert "HTTP 500" in backend.check_in_command.why
    fake.faults.clear()
    clock.skip(901)
    await backend.agendas(["1"], NOW)
    assert backend.check_in_command.key == "X_START"
    fake.faults["GET", PATH] = lambda _: Reply(status=500)
    clock.skip(86401)
    await backend.agendas(["1"], NOW)
    assert backend.check_in_command.key == "X_START"


def test_a_pattern_that_is_none_is_refused(opened: Open) -> None:
    with pytest.raises(ValueError, match="pattern"):
        opened(ways=Ways(check_in_pattern="("))
