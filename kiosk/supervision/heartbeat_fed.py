"""The heartbeat of a program without a screen that lives by asking a server: it goes on asking."""

from collections.abc import Mapping

from kiosk.clock import Clock
from kiosk.supervision.heartbeat import Heartbeat, Sign, status_of
from kiosk.supervision.notify import notifier_of
from kiosk.sync.feed import RoomFeed


def feed_heart(environment: Mapping[str, str], clock: Clock, feed: RoomFeed, does: str) -> Heartbeat:
    """The heartbeat of what `feed` feeds; `does` says what that is ("Keeps 3 signs up to date")."""

    async def asked() -> bool:
        return not feed.overdue

    signs = (Sign("What asks the server hangs.", asked),)
    return Heartbeat(notifier_of(environment), clock, signs, lambda: status_of(does, feed.state.connection))
