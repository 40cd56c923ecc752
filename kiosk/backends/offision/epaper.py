"""The operations about e-paper controllers and the tags that they serve."""

from collections.abc import Sequence

from kiosk.backends.offision.calls import Calls
from kiosk.backends.offision.models_house import EpaperController, TagStatus
from kiosk.backends.offision.search import Search


class Epaper:
    """Every method may raise `BackendError`. An empty sequence asks for all."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def controller(self, controller_id: str) -> EpaperController:
        """One controller with its tags."""
        return await self._calls.one("epaper_controller.get", EpaperController, {"id": controller_id})

    def controllers(
        self, *, ids: Sequence[str] = (), types: Sequence[str] = (), search_text: str | None = None
    ) -> Search[EpaperController]:
        """Controllers with their tags; `types` out of qbicGateway, MinewServer."""
        fixed = {"type": types, "searchText": search_text}
        return self._calls.search("epaper_controller.search", EpaperController, "id", ids, fixed)

    async def post_tag_status(self, status: TagStatus) -> None:
        """Tell how a tag is; raises `Declined` where the server does not take it."""
        await self._calls.posted("epaper_controller.update_tag_status", status)
