"""What doctor says of gateways and signs: each gateway is really asked, and nothing is sent to it."""

from dataclasses import replace
from pathlib import Path

from kiosk.backends.errors import Unreachable
from kiosk.checks.check import Check
from kiosk.checks.gateways import gateway_checks
from kiosk.clock import Clock
from kiosk.tags.schedule import Delivery
from kiosk.tags.store import FILE, Kept, TagStore
from tests.display.test_night import settings
from tests.tags.emulators.access_point import AccessPoint
from tests.tags.emulators.panel import panel_of
from tests.tags.records import WELL
from tests.wire.scripted_server import Reply, Request, json_reply, serving


def _tag(name: str, gateway: str) -> str:
    return f'[[tags.tag]]\nid = "{name}"\ngateway = "{gateway}"\nroom = "1"\npanel = "7.5-bwr"\n'


async def checked(folder: Path, text: str) -> list[Check]:
    kept = f'[panel]\ndata_dir = "{folder}"\n'
    return await gateway_checks(settings(folder, kept + text), Clock())


async def gateway(folder: Path, text: str) -> Check:
    return (await checked(folder, text))[0]


def _point(url: str) -> str:
    return f'[[tags.gateway]]\nname = "ap"\nkind = "openepaperlink"\nurl = "{url}"\n'


async def test_without_gateways_there_is_no_line(tmp_path: Path) -> None:
    assert await checked(tmp_path, "") == []


async def test_an_access_point_that_knows_its_tags_is_well_and_is_sent_nothing(tmp_path: Path) -> None:
    ap = AccessPoint()
    first, _ = ap.add(2)
    async with serving(ap) as server:
        check = await gateway(tmp_path, _point(server.url) + _tag(first.mac, "ap"))
    assert check == Check("gateway ap", "good", "it answers, and knows 2 tag(s)")
    assert ap.uploads == []


async def test_tags_that_their_gateway_does_not_know_are_named(tmp_path: Path) -> None:
    async with serving(AccessPoint()) as server:
        tags = "".join(_tag(f"{number:016X}", "ap") for number in range(12))
        check = await gateway(tmp_path, _point(server.url) + tags)
    assert check.state == "doubtful"
    assert "0000000000000009 and 2 more" in check.says
    assert check.do


async def test_a_gateway_that_nobody_answers_at_is_bad(tmp_path: Path) -> None:
    async with serving(AccessPoint()) as server:
        url = server.url
    check = await gateway(tmp_path, _point(url))
    assert (check.name, check.state, check.exit_code) == ("gateway ap", "bad", Unreachable.exit_code)
    assert check.do


async def test_a_password_that_a_server_refuses_is_told(tmp_path: Path) -> None:
    def refuses(_: Request) -> Reply:
        return json_reply({"code": 14001, "msg": "no"})

    (tmp_path / "password").write_text("secret")
    (tmp_path / "password").chmod(0o600)
    async with serving(refuses) as server:
        check = await gateway(
            tmp_path,
            f'[[tags.gateway]]\nname = "m"\nkind = "minew"\nurl = "{server.url}"\nuser = "me"\nstore = "1"\n'
            f'password_file = "{tmp_path / "password"}"\nallow_plain_http = true\ntemplate = {{title = "{{title}}"}}\n',
        )
    assert (check.state, check.do) == ("bad", "Check user and password.")
    assert "secret" not in f"{check}"


async def test_a_panel_on_the_network_answers_or_not(tmp_path: Path) -> None:
    text = '[[tags.gateway]]\nname = "d"\nkind = "opendisplay"\nurl = "tcp://127.0.0.1:{}"\n' + _tag("D1", "d")
    async with panel_of(48000) as panel:
        port = panel.port
        assert (await gateway(tmp_path, text.format(port))).state == "good"
    assert (await gateway(tmp_path, text.format(port))).state == "bad"
    assert panel.drawn == []


async def test_gateways_with_nothing_to_be_asked_say_so(tmp_path: Path) -> None:
    text = '[[tags.gateway]]\nname = "c"\nkind = "command"\ncommand = ["true"]\n'
    assert (await gateway(tmp_path, text)).state == "skipped"
    text = f'[[tags.gateway]]\nname = "f"\nkind = "folder"\npath = "{tmp_path / "signs"}"\n'
    check = await gateway(tmp_path, text)
    assert (check.state, check.says) == ("good", f"{tmp_path / 'signs'} is made with the first sign")


async def test_silent_signs_and_low_batteries_are_named(tmp_path: Path) -> None:
    text = f'[[tags.gateway]]\nname = "ap1"\nkind = "folder"\npath = "{tmp_path}"\n'
    assert (await checked(tmp_path, text))[1].state == "skipped"
    for name in ("A1", "A2", "A3"):
        text += _tag(name, "ap1")
    silent, low = replace(WELL, id="A2", missed=3), replace(WELL, id="A3", battery_percent=4)
    await _keep(tmp_path, Kept(WELL, Delivery(colour=True)))
    assert (await checked(tmp_path, text))[1].state == "good"
    await _keep(tmp_path, *(Kept(one, Delivery(colour=True)) for one in (silent, low)))
    told = {one.name: (one.state, one.says) for one in await checked(tmp_path, text)}
    assert told["silent signs"] == ("doubtful", "A2")
    assert told["signs' batteries"] == ("doubtful", "low: A3")


async def test_records_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"nothing of a database" * 100)
    text = f'[[tags.gateway]]\nname = "ap1"\nkind = "folder"\npath = "{tmp_path}"\n'
    check = (await checked(tmp_path, text))[1]
    assert (check.name, check.state) == ("signs' records", "doubtful")


async def _keep(folder: Path, *records: Kept) -> None:
    store = TagStore(folder / FILE, Clock())
    store.save(records)
    store.close()
