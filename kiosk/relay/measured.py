"""The relay's own figures for a collector: how the account answers, what it was asked, what is handed out again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from kiosk.backends.nexudus.budget import Budget
from kiosk.clock import Clock
from kiosk.domain.connection import Connection
from kiosk.monitoring.health import Health, backend, itself, machine
from kiosk.monitoring.prometheus import Sample, family
from kiosk.relay.gateway import Gateway
from kiosk.relay.watched import Watched


class Measured:
    """Reads what the relay's parts know anyway; asks the account nothing."""

    def __init__(self, gateway: Gateway, watched: Watched, budget: Budget, clock: Clock) -> None:
        self._gateway = gateway
        self._watched = watched
        self._budget = budget
        self._clock = clock

    async def told(self, health: Health) -> str:
        """All that is known now, in the text format of Prometheus."""
        whole = self._with_talk(health)
        return "".join((*itself(whole), *backend(whole), *machine(whole), *self._asked(), *self._kept()))

    def _with_talk(self, health: Health) -> Health:
        talk, now = self._watched.talk, self._clock.monotonic()
        return replace(
            health,
            connection=Connection(trouble=talk.trouble),
            contact=None if talk.contact is None else timedelta(seconds=now - talk.contact),
            troubles=talk.troubles,
            clock_offset=self._watched.offset,
        )

    def _asked(self) -> Iterator[str]:
        asked, most = [Sample(self._budget.last_minute)], [Sample(self._budget.a_minute)]
        name = "room_kiosk_account_requests_last_minute"
        yield family(name, "gauge", "What the account was asked within the last minute.", asked)
        yield family("room_kiosk_account_requests_most", "gauge", "What it may be asked within a minute.", most)
        held = [Sample(self._watched.talk.throttled)]
        about = "Requests that this budget, or the account, had no room for."
        yield family("room_kiosk_account_throttled_total", "counter", about, held)

    def _kept(self) -> Iterator[str]:
        ages = sorted(self._gateway.ages().items())
        labelled = [(seconds, (("operation", name),)) for name, seconds in ages]
        counts = [Sample(len(seconds), labels) for seconds, labels in labelled]
        yield family("room_kiosk_kept_answers", "gauge", "Answers that are handed out again now.", counts)
        oldest = [Sample(max(seconds), labels) for seconds, labels in labelled]
        yield family("room_kiosk_kept_age_seconds", "gauge", "How old the oldest of them is.", oldest)
