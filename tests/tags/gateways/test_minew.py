"""A Minew server: texts in, its log as the acknowledgement, and tokens that end whenever they like."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest

from kiosk.backends.errors import (
    BackendError,
    Garbled,
    NotAllowed,
    Rejected,
    ServerTrouble,
    Throttled,
    TimedOut,
    Unreachable,
)
from kiosk.backends.http.address import parse_address
from kiosk.clock import Clock
from kiosk.tags.gateways.line import Line
from kiosk.tags.gateways.minew import Minew, MinewPaths, MinewStore
from kiosk.tags.gateways.minew_session import MinewLogin, MinewSession
from tests.tags.emulators.minew_server import PASSWORD, USER, MinewServer
from tests.tags.gateways.signs import report_of, sign
from tests.wire.scripted_server import Answer, Hang, Raw, Reply, ScriptedServer, serving

MAC = "ac233fd00001"
STORE = MinewStore("s1", {"name": "{room}", "line": "{status} {face}"}, {MAC: "g1"})


@pytest.fixture(autouse=True)
def _no_secret_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    assert "canary-" not in caplog.text


class Bench:
    def __init__(self, http: ScriptedServer, server: MinewServer) -> None:
        self.http, self.server = http, server
        self.made = list[Minew]()
        server.add(MAC)
        self.driver = self.another()

    def another(self, deadline: float = 10.0, password: str = PASSWORD) -> Minew:
        line = Line(parse_address(self.http.url), Clock(), deadline=deadline)
        self.made.append(Minew(MinewSession(line, MinewLogin(USER, password)), STORE, MinewPaths()))
        return self.made[-1]

    async def shown(self) -> str | None:
        return (await report_of(self.driver, MAC)).shown


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    server = MinewServer()
    async with serving(server) as http:
        made = Bench(http, server)
        yield made
        for driver in made.made:
            await driver.aclose()


@pytest.mark.parametrize("nested", [False, True])
async def test_texts_go_into_the_record_and_the_log_says_that_they_are_shown(bench: Bench, *, nested: bool) -> None:
    bench.server.nested = nested
    assert not (await bench.driver.push(sign(MAC))).shown
    assert bench.server.goods["g1"] == {"id": "g1", "storeId": "s1", "name": "Room 101", "line": "Free a1"}
    report = await report_of(bench.driver, MAC)
    assert (report.shown, report.waiting) == (None, True)
    bench.server.draws(MAC)
    report = await report_of(bench.driver, MAC)
    assert (report.shown, report.waiting, report.online, report.battery_percent) == ("a1", False, True, 88)
    assert bench.server.logins == 1


async def test_a_log_of_an_earlier_sign_or_of_a_failure_acknowledges_nothing(bench: Bench) -> None:
    bench.server.draws(MAC)
    await bench.driver.push(sign(MAC))
    assert await bench.shown() is None
    bench.server.draws(MAC, result="2")
    assert await bench.shown() is None
    bench.server.draws("ac233fd00002")
    assert await bench.shown() is None
    bench.server.draws(MAC)
    assert await bench.shown() == "a1"


@pytest.mark.parametrize("code", [14002, 14003])
async def test_a_token_that_has_ended_is_made_anew_and_nothing_is_lost(bench: Bench, code: int) -> None:
    await bench.driver.push(sign(MAC, "one"))
    bench.server.token = "another-program-logged-in"
    await bench.driver.push(sign(MAC, "two"))
    bench.server.codes = [code]
    await bench.driver.push(sign(MAC, "three"))
    assert bench.server.goods["g1"]["line"] == "Free three"
    assert bench.server.logins == 3


async def test_a_token_that_is_never_good_ends_in_a_refusal_not_in_a_loop(bench: Bench) -> None:
    bench.server.codes = [14002] * 9
    with pytest.raises(NotAllowed):
        await bench.driver.look()
    assert len(bench.server.codes) == 7


async def test_a_wrong_password_is_not_allowed_and_in_no_sentence(bench: Bench) -> None:
    with pytest.raises(NotAllowed) as no:
        await bench.another(password="canary-wrong").look()
    assert "canary" not in str(no.value) + no.value.hint
    assert "canary" not in repr(MinewLogin(USER, "canary-wrong"))


async def test_one_tag_fails_in_an_answer_of_success(bench: Bench) -> None:
    bench.server.failing = {MAC: "label offline"}
    with pytest.raises(Rejected, match=MAC):
        await bench.driver.push(sign(MAC))
    bench.server.failing = {MAC: "0"}
    await bench.driver.push(sign(MAC))


async def test_a_field_that_the_store_does_not_know_is_for_a_person(bench: Bench) -> None:
    bench.server.unknown_fields = {"line"}
    with pytest.raises(Rejected, match="5000"):
        await bench.driver.push(sign(MAC))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Raw(), Unreachable),
        (Hang(), TimedOut),
        (Reply(status=500), ServerTrouble),
        (Reply(status=429, headers={"Retry-After": "7"}), Throttled),
        (Reply(b"<html>"), Garbled),
        (Reply(b'{"data": 1}'), Garbled),
        (Reply(b'{"code": 500}'), ServerTrouble),
    ],
)
async def test_what_goes_wrong_has_a_name_and_the_next_push_comes_through(
    bench: Bench, answer: Answer, error: type[BackendError]
) -> None:
    bench.driver = bench.another(deadline=0.5)
    bench.server.instead = [answer]
    with pytest.raises(error):
        await bench.driver.push(sign(MAC))
    bench.http.close_connections()
    await bench.driver.push(sign(MAC))
    bench.server.draws(MAC)
    assert await bench.shown() == "a1"


async def test_an_acknowledgement_that_came_while_the_program_was_down_is_found(bench: Bench) -> None:
    bench.server.draws(MAC)
    mark = (await bench.driver.push(sign(MAC))).mark
    bench.driver = bench.another()
    bench.driver.remember(MAC, "a1", mark)
    assert await bench.shown() is None
    bench.server.draws(MAC)
    assert await bench.shown() == "a1"


async def test_all_pages_are_read_and_what_cannot_be_read_hides_only_itself(bench: Bench) -> None:
    for number in range(250):
        bench.server.add(f"ac233f{number:06x}", isOnline="1" if number % 2 else "2", battery="?" if number == 7 else 50)
    bench.server.labels["bad"] = {"name": "no address"}
    reports = {report.tag: report for report in await bench.driver.look()}
    assert len(reports) == 251
    assert reports["ac233f000001"].online is False
    assert reports["ac233f000007"].battery_percent is None
