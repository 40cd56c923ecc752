"""Host messages as the config describes them: what waits in the outbox for an arrival, and who delivers it."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from kiosk.backends.smtp import Postman
from kiosk.backends.webhook import Webhook
from kiosk.clock import Clock
from kiosk.config.hosts import HostsConfig
from kiosk.domain.visit import Visit
from kiosk.messages.hook import posted
from kiosk.messages.mailing import mail_server
from kiosk.messages.notice import body_of, notice_in, notice_of
from kiosk.phrases.host import HostPhrases
from kiosk.settings import Settings
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox_item import Draft, Item, Lane
from kiosk.webhooks import open_webhook

MAIL, WEBHOOK = "host.mail", "host.webhook"
KINDS = (MAIL, WEBHOOK)
USEFUL_FOR = timedelta(hours=8)
_LANES = 8


@dataclass(frozen=True, slots=True)
class HostMessages:
    """`deliverers` join those of the outbox's `Delivery`; `drafts` go into it together with the arrival."""

    deliverers: Mapping[Lane, Deliverer]
    fallback: str = ""

    def drafts(self, visit: Visit, arrived: datetime, key: str, *, announced: bool = True) -> tuple[Draft, ...]:
        """What tells the host; nothing where no way leads to them. `key` is that of the arrival."""
        notice = notice_of(visit, arrived, announced=announced)
        to = notice.email or self.fallback
        lanes = [lane_of(to)] if to else []
        ways = [lane for lane in (*lanes, Lane(WEBHOOK)) if lane in self.deliverers]
        return tuple(Draft(lane, key, body_of(notice), arrived + USEFUL_FOR) for lane in ways)


def lane_of(address: str) -> Lane:
    """The lane of a receiver: one that is put off holds up few others, and the server sees few connections at once."""
    number = sha256(address.casefold().encode("utf-8", "replace")).digest()[0] % _LANES
    return Lane(MAIL, str(number))


def open_messages(settings: Settings, clock: Clock, trust: ssl.SSLContext | None = None) -> HostMessages:
    """Raises ConfigError for a server, an address or a secret that cannot be used. `trust`: else the system's."""
    hosts = settings.config.hosts
    says = HostPhrases(
        hosts.language or settings.config.panel.language, hour12=settings.config.panel.time_format == "12h"
    )
    found = dict[Lane, Deliverer]()
    if hosts.mail_host:
        postman = Postman(mail_server(hosts, settings.environment, settings.file), trust, clock)
        mailing = Deliverer(partial(_by_mail, postman, says, hosts, clock))
        found.update({Lane(MAIL, str(number)): mailing for number in range(_LANES)})
    if hosts.webhook_url:
        webhook = open_webhook(hosts, "hosts", settings.file, clock)
        found[Lane(WEBHOOK)] = Deliverer(partial(_by_webhook, webhook, says, hosts.webhook_template))
    return HostMessages(found, hosts.mail_fallback)


async def _by_mail(postman: Postman, says: HostPhrases, hosts: HostsConfig, clock: Clock, item: Item) -> None:
    from kiosk.messages.mail import composed  # noqa: PLC0415 - what mail is made of, where some is sent

    notice = notice_in(item.body)
    to = notice.email or hosts.mail_fallback
    await postman.deliver(composed(notice, says, hosts.mail_from, to, item.key, clock.now()))


async def _by_webhook(webhook: Webhook, says: HostPhrases, template: str, item: Item) -> None:
    await webhook.post(posted(notice_in(item.body), says, template), item.key)
