"""What doctor says of e-paper signs: whether the config's can be served. Asks no gateway."""

from kiosk.checks.check import Check, misconfigured
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.settings import Settings
from kiosk.tag_service.root import TagMistakes, check


def tag_checks(settings: Settings) -> list[Check]:
    """Nothing where the config names neither a gateway nor a sign."""
    config = settings.config.tags
    if not (config.gateway or config.tag or config.from_server):
        return []
    try:
        check(settings, Clock())
    except TagMistakes as mistakes:
        do = "Correct [tags] in the config; `kiosk tags preview` shows each sign."
        return [Check("signs", "bad", " ".join(f"{one}." for one in mistakes.sentences), do, 2)]
    except ConfigError as wrong:
        return [misconfigured("signs", wrong)]
    more = ", and those that the server knows" if config.from_server else ""
    says = f"{len(config.tag)} by {len(config.gateway)} gateway(s){more}; `kiosk tags status` says how each is"
    return [Check("signs", "good", says)]
