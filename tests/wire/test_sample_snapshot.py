"""The documented samples of a look, all the way to what doors know: a golden snapshot in the words of the domain."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tests.wire.conftest import Open, Serve
from tests.wire.office import PATHS
from tests.wire.scripted_server import Reply, Request

PAYLOADS = Path(__file__).parent / "payloads"
GOLDEN = PAYLOADS / "snapshot.golden.json"
NOW = datetime(2021, 10, 11, 4, 0, tzinfo=UTC)  # within the samples' appointment
SAMPLES = {
    PATHS["status"]: "room_status.get",
    PATHS["list"]: "booking.appointments",
    PATHS["directory"]: "bookable_resource.search",
}


def script(request: Request) -> Reply:
    """The samples as they are, whatever is asked for."""
    return Reply((PAYLOADS / f"{SAMPLES[request.path]}.json").read_bytes())


async def test_the_samples_make_the_golden_snapshot(serve: Serve, open_backend: Open) -> None:
    """Room 0 is in the status and in the directory (where it is deleted), room 3 only in the list."""
    snapshot = await open_backend(await serve(script)).agendas(["0", "3"], NOW)
    found = {"agendas": snapshot.agendas, "unknown_rooms": snapshot.unknown_rooms}
    assert msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n" == GOLDEN.read_text("utf-8")
