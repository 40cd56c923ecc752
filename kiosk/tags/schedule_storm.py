"""Spreads the signs that change at a full or half hour, when half a building changes. Pure; knows no gateway."""

from collections.abc import Mapping
from datetime import timedelta

from kiosk.tags.rules import SPREAD_SECONDS, Moment
from kiosk.tags.schedule import Wish

_STORM = timedelta(minutes=30)
_STEP_SECONDS = 1.0


def spread(wishes: Mapping[str, Wish], moment: Moment) -> dict[str, float]:
    """The second from which each may go: one after the other within a minute, the soonest meeting first.

    At any other time, all at once.
    """
    if moment.now.minute % (_STORM // timedelta(minutes=1)):
        return dict.fromkeys(wishes, moment.seconds)
    order = sorted(wishes, key=lambda tag: (wishes[tag].rank, tag))
    step = min(_STEP_SECONDS, SPREAD_SECONDS / max(len(order), 1))
    return {tag: moment.seconds + place * step for place, tag in enumerate(order)}
