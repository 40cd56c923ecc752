"""How long nobody may try another code after too many that were none. Knows no codes, only when they were tried."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FREE_MISSES = 4
WITHIN = timedelta(minutes=10)
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(minutes=15)
_MOST_LOCKS = 16


@dataclass(frozen=True, slots=True)
class Guesses:
    """The misses of the last ten minutes, how many locks followed one another, and until when the last one holds."""

    misses: tuple[datetime, ...] = ()
    locks: int = 0
    until: datetime | None = None


def locked_until(guesses: Guesses, at: datetime) -> datetime | None:
    """The end of the lock that holds at `at`, None where there is none.

    A clock that was set back cannot make a lock longer than the longest.
    """
    if guesses.until is None or at >= guesses.until:
        return None
    return min(guesses.until, at + LONGEST_LOCK)


def missed(guesses: Guesses, at: datetime) -> Guesses:
    """One more miss: the fifth within ten minutes locks for 30 s; each in the ten minutes after a lock doubles it."""
    recent = (*(one for one in guesses.misses if abs(at - one) < WITHIN), at)[-FREE_MISSES - 1 :]
    suspected = guesses.until is not None and at - guesses.until < WITHIN
    if not suspected and len(recent) <= FREE_MISSES:
        return Guesses(recent)
    locks = min(guesses.locks + 1 if suspected else 1, _MOST_LOCKS)
    return Guesses(recent, locks, at + min(FIRST_LOCK * 2 ** (locks - 1), LONGEST_LOCK))


def packed(guesses: Guesses) -> str:
    """As text, to be kept."""
    until = None if guesses.until is None else guesses.until.astimezone(UTC).isoformat()
    misses = [one.astimezone(UTC).isoformat() for one in guesses.misses]
    return json.dumps({"misses": misses, "locks": guesses.locks, "until": until})


def unpacked(text: str | None) -> Guesses:
    """What was kept; nothing for None, and for a text that is none of ours."""
    try:
        found = json.loads(text or "{}")
        until, locks = found.get("until"), int(found.get("locks", 0))
        misses = tuple(_instant(one) for one in found.get("misses", ()))
        return Guesses(misses, min(max(locks, 0), _MOST_LOCKS), None if until is None else _instant(until))
    except (AttributeError, TypeError, ValueError, OverflowError, RecursionError):
        return Guesses()


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
