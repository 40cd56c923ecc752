"""The sample answers of the account's reference, with its slips mended, and what each is read as."""

from pathlib import Path

import msgspec
import pytest

from kiosk.backends.nexudus.client import NexudusClient
from kiosk.backends.nexudus.envelope import Outcome
from kiosk.backends.nexudus.records import Booking, Command, Parameter
from tests.nexudus.conftest import Open, at
from tests.nexudus.fake import FakeNexudus
from tests.wire.scripted_server import Reply

FOLDER = Path(__file__).parent / "payloads"
LIST = "/api/spaces/bookings"
MOMENT = "2020-01-01T21:03:54Z"


@pytest.fixture
def client(opened: Open, fake: FakeNexudus) -> NexudusClient:
    for method, path, name in (
        ("GET", LIST, "list"),
        ("GET", f"{LIST}/1234567", "get"),
        ("POST", LIST, "written"),
        ("PUT", LIST, "refused"),
        ("DELETE", f"{LIST}/1234567", "deleted"),
        ("GET", f"{LIST}/commands", "commands"),
        ("POST", f"{LIST}/runcommand", "runcommand"),
    ):
        reply = Reply((FOLDER / f"bookings.{name}.json").read_bytes())
        fake.faults[method, path] = lambda request, reply=reply: reply if request.query.get("page") != "2" else None  # type: ignore[misc] # bound now
    return opened().client


async def test_a_page_of_the_list(client: NexudusClient) -> None:
    rows = (await client.bookings(at(0), at(1))).rows
    assert [one for one, _ in rows.good] == [
        Booking(
            from_time=MOMENT,
            to_time=MOMENT,
            id=1234567,
            booking_coworker_full_name="...",
            notes="Notes",
            cancel_if_not_checked_in=False,
        )
    ]
    assert rows.bad == ()


async def test_one_booking_keeps_every_property(client: NexudusClient) -> None:
    sample = msgspec.json.decode((FOLDER / "bookings.get.json").read_bytes())
    assert await client.booking(1234567) == sample
    assert (len(sample), sample["ResourceId"], sample["CheckedInAt"]) == (49, 12345678, None)


async def test_the_outcomes(client: NexudusClient) -> None:
    assert await client.create_booking({}) == Outcome(done=True, id=12354678)
    assert await client.update_booking({}) == Outcome(done=False, fields=("Name",))
    assert await client.delete_booking(1234567) == Outcome(done=True)
    assert await client.run_command("COMMAND_KEY_1", [1]) == Outcome(done=True, id=12345678)


async def test_the_commands(client: NexudusClient) -> None:
    parameters = [Parameter("Parameter 1 description", "string"), Parameter("Parameter 2 description", "Boolean")]
    assert await client.commands() == (
        Command("COMMAND_KEY_1", "Command 1 english description", []),
        Command("COMMAND_KEY_2", "Command 2 english description", parameters),
    )
