"""What doctor says of what follows an arrival: mail and chat to hosts, and the badge's printer."""

from collections.abc import Callable

from kiosk.backends.errors import BackendError
from kiosk.backends.ipp import IppPrinter
from kiosk.backends.smtp import Postman
from kiosk.badge.typefaces import shapes_arabic
from kiosk.checks.check import Check, misconfigured
from kiosk.clock import Clock
from kiosk.config.file import ConfigError
from kiosk.messages.mailing import mail_server
from kiosk.messages.open import open_messages
from kiosk.printing.badges import list_printer, open_printing
from kiosk.settings import Settings


async def host_checks(settings: Settings) -> list[Check]:
    """Nothing where the config names neither a way to hosts nor a printer."""
    config, clock = settings.config, Clock()
    checks = list[Check]()
    if config.hosts.mail_host or config.hosts.webhook_url:
        checks.append(await _tried_messages(settings, clock))
    if config.printer.url:
        checks += await _tried_printer("printer", lambda: open_printing(settings, clock).printer)
        checks += [] if shapes_arabic() else [_unjoined()]
    if config.printer.list_url:
        checks += await _tried_printer("list printer", lambda: list_printer(settings, clock))
    return checks


async def _tried_messages(settings: Settings, clock: Clock) -> Check:
    """The mail server is greeted; a webhook is not, as that would be a message."""
    hosts = settings.config.hosts
    try:
        open_messages(settings, clock)
        if not hosts.mail_host:
            return Check("host messages", "good", "arrivals are posted to a webhook")
        return Check("host messages", "good", await _postman(settings, clock).greet())
    except ConfigError as wrong:
        return misconfigured("host messages", wrong)
    except BackendError as error:
        return Check("host messages", "doubtful", error.sentence, error.hint)


def _postman(settings: Settings, clock: Clock) -> Postman:
    return Postman(mail_server(settings.config.hosts, settings.environment, settings.file), None, clock)


async def _tried_printer(name: str, open_it: Callable[[], IppPrinter | None]) -> list[Check]:
    try:
        printer = open_it()
        status = await printer.status() if printer is not None else None
    except ConfigError as wrong:
        return [misconfigured(name, wrong)]
    except BackendError as error:
        return [Check(name, "doubtful", error.sentence, error.hint)]
    if printer is None or status is None:
        return []
    found = Check(name, "good", f"{printer.name} is ready" + (f" ({status.model})" if status.model else ""))
    if not status.ready:
        found = Check(name, "doubtful", f"{printer.name} does not print: {status.why}", "Look at the printer.")
    return [found]


def _unjoined() -> Check:
    do = "Install libfribidi0 (Debian, Ubuntu) or fribidi."
    return Check("badge letters", "doubtful", "Arabic and Devanagari letters are not joined on badges", do)
