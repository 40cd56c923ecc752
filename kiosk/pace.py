"""How often this program asks for its rooms. Knows the config only."""

from kiosk.config import Config


def poll_seconds(config: Config) -> float:
    """The config's own period, or a longer one where several programs share what a Nexudus account allows."""
    own = config.nexudus
    if config.backend.kind != "nexudus" or own.relay or own.panels == 1:
        return config.sync.poll_seconds
    from kiosk.backends.nexudus.budget import shortest_period  # noqa: PLC0415 - only where there is a budget to share

    return max(config.sync.poll_seconds, shortest_period(own.panels))
