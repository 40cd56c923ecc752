"""Devices that fetch their signs over real HTTP: known by their key, shown by the whole picture having gone."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from kiosk.backends.errors import Rejected
from kiosk.clock import Clock, FixedClock
from kiosk.server.listening import listen
from kiosk.tags.gateways.pull import PullRoute
from kiosk.tags.gateways.trmnl import Trmnl
from kiosk.tags.picture import Palette
from tests.tags.codecs.unpacking import nearest, noise
from tests.tags.gateways.signs import report_of, sign

MAC = "AA:BB:CC:00:00:01"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass
class Device:
    """As its firmware does it: a key once, and a picture only where its name is another."""

    web: httpx.AsyncClient
    mac: str = MAC
    key: str = ""
    name: str = ""
    shows: bytes = b""
    pause: int = 0

    async def wake(self, headers: Mapping[str, str] | None = None, *, fetch: bool = True) -> bool:
        """Whether it drew."""
        if not self.key:
            self.key = (await self.web.get("/api/setup", headers={"ID": self.mac})).json()["api_key"]
        mine = {"ID": self.mac, "Access-Token": self.key, "Battery-Voltage": "4.05", "RSSI": "-61", **(headers or {})}
        told = (await self.web.get("/api/display", headers=mine)).json()
        self.pause = told["refresh_rate"]
        assert told["status"] == 0
        if told["filename"] == self.name or not fetch:
            return False
        self.shows = (await self.web.get(told["image_url"])).content
        self.name = told["filename"]
        return True


@asynccontextmanager
async def serving(trmnl: Trmnl, clock: Clock, public: str = "") -> AsyncIterator[Device]:
    stop, ready = asyncio.Event(), asyncio.get_running_loop().create_future()
    running = asyncio.create_task(listen(PullRoute(trmnl, clock, public), "127.0.0.1", 0, stop, ready.set_result))
    async with httpx.AsyncClient(base_url=await ready, trust_env=False) as web:
        yield Device(web)
    stop.set()
    await running


def trmnl(clock: Clock | None = None) -> Trmnl:
    return Trmnl(b"canary", lambda at: 600 if 7 <= at.hour < 20 else 36_000, clock or Clock())


async def test_a_device_fetches_its_sign_once_and_again_only_when_it_is_another() -> None:
    gateway, full = trmnl(), sign(MAC, size=(800, 480))
    async with serving(gateway, Clock()) as device:
        assert not (await gateway.push(full)).shown
        assert (await report_of(gateway, MAC)).waiting
        assert await device.wake()
        assert len(device.shows) == 48_062
        assert nearest(device.shows, Palette.BW) == full.picture
        assert (await report_of(gateway, MAC)).shown == "a1"
        assert (await gateway.push(full)).shown
        assert not await device.wake()
        await gateway.push(sign(MAC, "b2", size=(800, 480)))
        assert (await report_of(gateway, MAC)).shown is None
        assert await device.wake()
        assert (await report_of(gateway, MAC)).shown == "b2"


async def test_another_size_or_ink_comes_as_a_png() -> None:
    gateway, red = trmnl(), sign(MAC, palette=Palette.BWR, size=(400, 300), rotation=90)
    async with serving(gateway, Clock()) as device:
        await gateway.push(red)
        assert await device.wake()
    assert device.name.endswith(".png")
    assert nearest(device.shows, Palette.BWR) == red.mounted


async def test_a_picture_that_is_too_large_for_the_device_is_refused() -> None:
    gateway = trmnl()
    too_large = sign(MAC)
    object.__setattr__(too_large, "picture", noise(960, 680, Palette.ACEP7))
    with pytest.raises(Rejected, match="90000"):
        await gateway.push(too_large)
    assert await gateway.look() == ()


async def test_a_device_that_was_offered_a_sign_and_fetched_none_is_offered_it_anew() -> None:
    gateway = trmnl()
    async with serving(gateway, Clock()) as device:
        await gateway.push(sign(MAC))
        await device.wake(fetch=False)
        assert (await report_of(gateway, MAC)).shown is None
        await gateway.push(sign(MAC))
        assert await device.wake()
        assert (await report_of(gateway, MAC)).shown == "a1"


async def test_after_a_restart_a_device_that_has_the_sign_already_still_acknowledges_it() -> None:
    gateway = trmnl()
    async with serving(gateway, Clock()) as device:
        await gateway.push(sign(MAC))
        await device.wake()
        name, key = device.name, device.key
    again = trmnl()
    async with serving(again, Clock()) as device:
        device.name, device.key = name, key
        await again.push(sign(MAC))
        assert not await device.wake(), "the name is the same over a restart, so nothing is drawn for nothing"
        await again.push(sign(MAC))
        assert await device.wake()
        assert (await report_of(again, MAC)).shown == "a1"


async def test_an_old_picture_is_gone_and_a_name_cannot_be_guessed() -> None:
    gateway = trmnl()
    async with serving(gateway, Clock()) as device:
        await gateway.push(sign(MAC))
        await device.wake()
        await gateway.push(sign(MAC, "b2"))
        for name in (device.name, "x.png", "ü.png", "../secret", ""):
            assert (await device.web.get(f"/api/picture/{name}")).status_code == 404
        assert (await report_of(gateway, MAC)).shown is None


async def test_nobody_learns_anything_without_the_key() -> None:
    gateway = trmnl()
    async with serving(gateway, Clock()) as device:
        await gateway.push(sign(MAC))
        for headers in ({"ID": MAC}, {"ID": MAC, "Access-Token": "wrong"}, {"ID": "00", "Access-Token": "x"}, {}):
            answer = await device.web.get("/api/display", headers=headers)
            assert (answer.status_code, answer.json()["image_url"]) == (404, None)
        assert (await device.web.get("/api/setup", headers={"ID": "00"})).status_code == 404
        assert (await device.web.put("/api/display")).status_code == 404
        assert (await device.web.post("/api/log", json={"log": 1})).status_code == 204
    assert (await report_of(gateway, MAC)).seen_at is None


@pytest.mark.parametrize(
    ("hour", "pause"),
    [(12, 600), (23, 36_000)],
)
async def test_at_night_a_device_sleeps_long(hour: int, pause: int) -> None:
    clock = FixedClock(NOON.replace(hour=hour))
    gateway = trmnl(clock)
    async with serving(gateway, clock) as device:
        await gateway.push(sign(MAC))
        await device.wake()
    assert device.pause == pause
    report = await report_of(gateway, MAC)
    assert (report.seen_at, report.calls_at) == (clock.now(), clock.now() + timedelta(seconds=pause))


@pytest.mark.parametrize(
    ("told", "millivolts"), [("4.05", 4050), ("0", None), ("", None), ("nan", None), ("a lot", None), ("1e9", None)]
)
async def test_a_battery_that_is_not_known_is_not_made_up(told: str, millivolts: int | None) -> None:
    gateway = trmnl()
    async with serving(gateway, Clock()) as device:
        await gateway.push(sign(MAC))
        await device.wake({"Battery-Voltage": told, "RSSI": "?"})
    report = await report_of(gateway, MAC)
    assert (report.battery_millivolts, report.online) == (millivolts, True)


async def test_pictures_are_fetched_from_the_public_address_where_there_is_one() -> None:
    gateway = trmnl()
    async with serving(gateway, Clock(), "https://signs.example.com/") as device:
        await gateway.push(sign(MAC))
        key = gateway.key(MAC)
        told = await device.web.get("/api/display", headers={"ID": MAC.lower(), "Access-Token": str(key)})
    assert told.json()["image_url"].startswith("https://signs.example.com/api/picture/")


async def test_a_device_that_stays_away_is_offline() -> None:
    gateway = trmnl(FixedClock(NOON + timedelta(hours=1)))
    async with serving(gateway, FixedClock(NOON)) as device:
        await gateway.push(sign(MAC))
        assert (await report_of(gateway, MAC)).online is None
        await device.wake()
    assert (await report_of(gateway, MAC)).online is False


async def test_after_a_restart_a_device_finds_the_name_that_it_knows_and_does_not_draw() -> None:
    first, full = trmnl(), sign(MAC, size=(800, 480))
    async with serving(first, Clock()) as device:
        await first.push(full)
        await device.wake(fetch=False)
        marked = await first.push(full)
        assert await device.wake()
    second = trmnl()
    second.recall(MAC, full.face, marked.mark)
    assert (await second.push(full)).shown
    async with serving(second, Clock()) as again:
        device.web = again.web
        assert not await device.wake()
        assert (await report_of(second, MAC)).shown == full.face
        await second.push(sign(MAC, "b2", size=(800, 480)))
        assert await device.wake()
