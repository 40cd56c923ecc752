"""The sample list of the reference, all the way to what a door knows: a golden snapshot in the words of the domain."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tests.nexudus.conftest import Open
from tests.nexudus.fake import FakeNexudus, resource
from tests.wire.scripted_server import Answer, Reply, Request

FOLDER = Path(__file__).parent / "payloads"
GOLDEN = FOLDER / "snapshot.golden.json"
LIST = "/api/spaces/bookings"
NOW = datetime(2020, 1, 1, 21, 0, tzinfo=UTC)  # a little before the samples' booking
ROOM = "12345678"


async def test_the_samples_make_the_golden_snapshot(opened: Open, fake: FakeNexudus) -> None:
    """The list names no room, the booking by its id does; it begins when it ends, so it is counted and left out."""

    def first_page(request: Request) -> Answer | None:
        page = (FOLDER / "bookings.list.json").read_bytes()
        return Reply(page) if request.query.get("page") == "1" else Reply(b'{"Records":[],"HasNextPage":false}')

    fake.resources[int(ROOM)] = resource(int(ROOM), "Atrium")
    fake.faults["GET", LIST] = first_page
    fake.faults["GET", f"{LIST}/1234567"] = lambda _: Reply((FOLDER / "bookings.get.json").read_bytes())
    snapshot = await opened().agendas([ROOM], NOW)
    found = {"agendas": snapshot.agendas, "unknown_rooms": snapshot.unknown_rooms}
    assert msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n" == GOLDEN.read_text("utf-8")
