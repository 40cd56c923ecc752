"""Which tags the config and its server name together, asked for once."""

from kiosk.backends.base import Backend
from kiosk.backends.epaper import KnowsTags
from kiosk.config.file import ConfigError
from kiosk.settings import Settings
from kiosk.tags.source import Placing, placed


async def ask_places(settings: Settings, backend: Backend) -> Placing:
    """Asks the server only where the config says so. Raises `BackendError`, and ConfigError for one without tags."""
    config = settings.config.tags
    if not config.from_server:
        return placed(config, ())
    if not (backend.capabilities.tags and isinstance(backend, KnowsTags)):
        raise ConfigError(settings.file, "[tags] from_server", "true", "false, for this backend knows no tags")
    return placed(config, await backend.tag_controllers())
