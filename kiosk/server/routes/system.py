"""What this server is."""

from starlette.requests import Request

from kiosk import __version__
from kiosk.server.office import Office, Operation


async def information(office: Office, _request: Request) -> object:
    """Name and version, and whether the building is a demo; the reference leaves the fields open."""
    return {"name": "Room Kiosk local server", "version": __version__, "demo": office.days.keys_seed is not None}


OPERATIONS = (Operation("system.information", "GET", "/API/external/system/v1/information", information),)
