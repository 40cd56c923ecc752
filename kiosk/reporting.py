"""Problem reports as the config describes them: who gets them, the outbox on the way, the sheet at the door.

Loads nothing before the first frame; knows nothing of Qt.
"""

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from random import Random

from kiosk.backends.abilities import CanReport, abilities_of
from kiosk.backends.base import Backend
from kiosk.backends.program import Program
from kiosk.backends.webhook import Webhook
from kiosk.clock import Clock
from kiosk.domain.room import Room
from kiosk.flows.report import ReportFlow
from kiosk.phrases.report import ReportPhrases
from kiosk.report_template import filled
from kiosk.settings import Settings, data_dir
from kiosk.sync.delivery import Delivery
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxFile
from kiosk.sync.outbox_item import Item, Lane
from kiosk.sync.reports import COMMAND, SERVER, WEBHOOK, ReportDesk, document_of, report_of
from kiosk.webhooks import open_webhook

OUTBOX = "outbox.sqlite"


class Reporting:
    """`run` belongs into the panel's task group, `flows` among its door's; `possible`: there is a sheet."""

    def __init__(
        self, outbox: Outbox, deliverers: Mapping[Lane, Deliverer], clock: Clock, says: ReportPhrases, rng: Random
    ) -> None:
        self.outbox = outbox
        self.delivery = Delivery(outbox, deliverers, clock, rng)
        self.desk = ReportDesk(outbox, tuple(deliverers), clock, partial(secrets.token_hex, 16), says.kind)
        self._clock = clock
        self._says = says

    @property
    def possible(self) -> bool:
        """Whether somebody gets the reports."""
        return bool(self.desk.lanes)

    async def run(self) -> None:
        """Deliver until cancelled."""
        await self.delivery.run()

    def flows(self, room: Callable[[], Room]) -> dict[str, Callable[[], ReportFlow]]:
        """The sheet by the key of its action, for the room that `room` then tells; none where nobody gets reports."""

        def flow() -> ReportFlow:
            return ReportFlow(room(), self.desk, self._clock, self._says)

        return {"report": flow} if self.possible else {}


def open_outbox(settings: Settings, clock: Clock) -> Outbox:
    """The one outbox of this machine's user; nothing is opened or made yet."""
    return Outbox(OutboxFile(data_dir(settings) / OUTBOX, clock), clock)


def open_reporting(settings: Settings, backend: Backend, clock: Clock, rng: Random) -> Reporting:
    """Raises ConfigError for an address or a secret that cannot be used."""
    says = ReportPhrases(settings.config.panel.language)
    deliverers = _deliverers(settings, backend, clock) if settings.config.report.enabled else {}
    return Reporting(open_outbox(settings, clock), deliverers, clock, says, rng)


def _deliverers(settings: Settings, backend: Backend, clock: Clock) -> dict[Lane, Deliverer]:
    report, found = settings.config.report, dict[Lane, Deliverer]()
    if (server := abilities_of(backend).report) is not None:
        found[Lane(SERVER, _server_name(settings))] = Deliverer(partial(_to_server, server))
    if report.webhook_url:
        webhook = open_webhook(report, "report", settings.file, clock)
        found[Lane(WEBHOOK)] = Deliverer(partial(_to_webhook, webhook, report.webhook_template))
    if report.command:
        found[Lane(COMMAND)] = Deliverer(partial(_to_program, Program(report.command, settings.environment)))
    return found


async def _to_server(server: CanReport, item: Item) -> None:
    await server.report_problem(report_of(item), item.key)


async def _to_webhook(webhook: Webhook, template: str, item: Item) -> None:
    await webhook.post(filled(template, document_of(item)), item.key)


async def _to_program(program: Program, item: Item) -> None:
    await program.give(item.body, item.key)


def _server_name(settings: Settings) -> str:
    """Tells one server's lane from another's, so that no report goes to a building that it is not about."""
    config = settings.config
    where = f"demo {config.server.seed}" if settings.demo else f"{config.backend.url} {config.server.data}"
    return sha256(where.encode()).hexdigest()[:16]
