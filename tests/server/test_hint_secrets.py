"""A hint's address changes while the program runs; the one before it is taken until nobody can be subscribed by it."""

import queue
from itertools import count

import httpx

from kiosk.server.hint_secrets import ROTATES_AFTER, TAKEN_AFTER, HintSecrets, new_secret
from kiosk.server.hints import HintReceiver
from kiosk.sync.subscriptions import SubscriptionSettings


class Seconds:
    """They pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def numbered(seconds: Seconds) -> HintSecrets:
    numbers = count(1)
    return HintSecrets(seconds, lambda: f"secret-{next(numbers)}")


def test_each_program_has_a_secret_of_its_own_that_nobody_guesses() -> None:
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert min(len(one) for one in made) == 32


def test_a_renewal_within_half_a_day_keeps_the_secret_and_a_later_one_gets_a_new_one() -> None:
    seconds = Seconds()
    secrets = numbered(seconds)
    seconds.now += ROTATES_AFTER - 1
    assert secrets.newest() == "secret-1"
    seconds.now += 1
    assert secrets.newest() == secrets.newest() == "secret-2"


def test_the_secret_before_is_taken_for_longer_than_a_subscription_lasts_and_then_never_again() -> None:
    seconds = Seconds()
    secrets = numbered(seconds)
    seconds.now += ROTATES_AFTER
    assert secrets.takes(b"secret-1"), "nobody has asked for a new one yet"
    secrets.newest()
    assert SubscriptionSettings().minutes * 60 < TAKEN_AFTER
    seconds.now += TAKEN_AFTER - 1
    assert secrets.takes(b"secret-1")
    seconds.now += 1
    assert not secrets.takes(b"secret-1")
    assert secrets.takes(b"secret-2")
    assert not secrets.takes(b"secret-3")
    assert not secrets.takes(b"")


def test_the_receiver_takes_both_addresses_while_they_change_and_only_the_new_one_afterwards() -> None:
    seconds, hints = Seconds(), queue.Queue[frozenset[str] | None]()
    secrets = numbered(seconds)
    receiver = HintReceiver("127.0.0.1", 0, secrets, hints.put)
    base = receiver.start() + "/hint/"

    def status(secret: str) -> int:
        return httpx.post(base + secret, content=b"7", trust_env=False).status_code

    try:
        assert status(secrets.newest()) == 200
        seconds.now += ROTATES_AFTER
        assert secrets.newest() == "secret-2"
        assert [status("secret-1"), status("secret-2"), status("secret-3")] == [200, 200, 404]
        seconds.now += TAKEN_AFTER
        assert [status("secret-1"), status("secret-2")] == [404, 200]
    finally:
        receiver.stop()
    assert hints.qsize() == 4
