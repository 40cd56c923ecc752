"""Metrics of the tags: read by the format's grammar, over a real port, and nothing in them that stands on a sign."""

import asyncio
from dataclasses import replace

import httpx

from kiosk.monitoring.metrics_route import MetricsRoute, aside
from kiosk.server.listening import listen
from kiosk.tags.metrics import exposition
from kiosk.tags.record import TagRecord
from tests.tags.exposition import parsed
from tests.tags.records import AT, PLAIN, WELL, of

LATE = replace(
    WELL, id="B2", shown="09", battery_millivolts=None, battery_percent=7, online=False, missed=4, problem="x"
)


def values(*records: TagRecord) -> dict[str, dict[str, float]]:
    """By the name's end, by tag."""
    families = parsed(exposition(of(record) for record in records))
    short = {name.removeprefix("room_kiosk_tag_"): samples for name, samples in families.items()}
    return {name: {dict(labels)["tag"]: value for labels, value in one.items()} for name, one in short.items()}


def test_each_tag_says_what_is_known_of_it() -> None:
    assert values(WELL, LATE, replace(PLAIN, id="C3")) == {
        "info": {"A1": 1, "B2": 1, "C3": 1},
        "up_to_date": {"A1": 1, "B2": 0, "C3": 0},
        "online": {"A1": 1, "B2": 0},
        "missed_check_ins": {"A1": 0, "B2": 4, "C3": 0},
        "battery_volts": {"A1": 2.95},
        "battery_ratio": {"A1": 0.93, "B2": 0.07},
        "problem": {"A1": 0, "B2": 1, "C3": 0},
        "pushed_timestamp_seconds": {one: AT.timestamp() - 300 for one in ("A1", "B2")},
        "acknowledged_timestamp_seconds": {one: AT.timestamp() - 240 for one in ("A1", "B2")},
    }


def test_the_names_and_the_values_are_written_in_full() -> None:
    lines = exposition([of(WELL)]).splitlines()
    assert "# TYPE room_kiosk_tag_battery_volts gauge" in lines
    assert 'room_kiosk_tag_battery_volts{tag="A1"} 2.95' in lines
    assert f'room_kiosk_tag_pushed_timestamp_seconds{{tag="A1"}} {int(AT.timestamp()) - 300}' in lines


def test_any_id_can_be_read_again() -> None:
    odd = 'a"b\\n\nc\\'
    families = parsed(exposition([of(replace(WELL, id=odd, room='"', gateway="{x}", panel="ü,=")), of(WELL)]))
    (labels,) = [dict(one) for one in families["room_kiosk_tag_info"] if ("tag", odd) in one]
    assert labels == {"tag": odd, "room": '"', "gateway": "{x}", "panel": "ü,=", "palette": "bwr"}


def test_of_two_tags_by_one_id_the_first_is_told_for_a_collector_takes_no_others() -> None:
    assert values(WELL, replace(WELL, online=False, problem="It is there twice.")) == values(WELL)


def test_without_tags_there_are_families_without_samples() -> None:
    assert set(map(len, parsed(exposition([])).values())) == {0}


def test_neither_faces_nor_problems_are_told() -> None:
    told = exposition([of(replace(WELL, face="f4ce", shown="f4ce", problem="The room of Ada L. is gone."))])
    assert "f4ce" not in told
    assert "Ada" not in told


async def test_a_collector_fetches_what_is_true_at_that_moment() -> None:
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop, site = asyncio.Event(), [of(WELL)]
    server = asyncio.create_task(
        listen(MetricsRoute(aside(lambda: tuple(site), exposition)), "127.0.0.1", 0, stop, ready.set_result)
    )
    async with httpx.AsyncClient(base_url=await ready) as client:
        first = await client.get("/metrics")
        site.append(of(LATE))
        second = await client.get("/metrics?debug=1")
        head = await client.head("/metrics")
        wrong = [(await client.get("/")).status_code, (await client.post("/metrics", content=b"x" * 9)).status_code]
    stop.set()
    await server
    assert [first.text, second.text] == [exposition([of(WELL)]), exposition(site)]
    assert first.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(second.content)))
    assert wrong == [404, 405]
