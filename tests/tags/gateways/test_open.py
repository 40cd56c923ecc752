"""Gateways as a config names them: each kind opened, every mistake named at once."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.clock import Clock
from kiosk.config.tags import GatewayConfig
from kiosk.domain.night import NightHours
from kiosk.tags.gateways.command import Command
from kiosk.tags.gateways.folder import Folder
from kiosk.tags.gateways.gateway import Gateway
from kiosk.tags.gateways.http import HttpPush
from kiosk.tags.gateways.minew import Minew
from kiosk.tags.gateways.open import Openings, open_gateways, pull_pause
from kiosk.tags.gateways.opendisplay import OpenDisplay
from kiosk.tags.gateways.openepaperlink import OpenEPaperLink
from kiosk.tags.gateways.trmnl import Trmnl
from kiosk.tags.rules import Rules

RULES = Rules(ZoneInfo("UTC"), NightHours.parse("20:00-06:00"))


def opened(
    *configs: GatewayConfig, tags: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[dict[str, Gateway], tuple[str, ...]]:
    return open_gateways(configs, tags or {}, Openings(Clock(), RULES, b"secret", {}))


async def test_every_kind_is_opened_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("canary\n")
    (tmp_path / "password").chmod(0o600)
    word = str(tmp_path / "password")
    gateways, mistakes = opened(
        GatewayConfig(name="ap", kind="openepaperlink", url="http://ap1.example"),
        GatewayConfig(name="display", kind="opendisplay", url="tcp://display.example"),
        GatewayConfig(name="pull", kind="trmnl", url="http://kiosk.example:2300"),
        GatewayConfig(
            name="esl", kind="minew", url="https://esl.example", user="u", password_file=word, store="7",
            template={"name": "{room}"}, paths={"login": "/in", "logs": "/l"},
        ),
        GatewayConfig(name="push", kind="http", url="http://hook.example:81/signs?site=1", secret_file=word),
        GatewayConfig(name="files", kind="folder", path=str(tmp_path)),
        GatewayConfig(name="old files", kind="folder", url=str(tmp_path)),
        GatewayConfig(name="program", kind="command", command=("/bin/true", "{tag}")),
        tags={"display": ("p1",)},
    )  # fmt: skip
    assert mistakes == ()
    assert [type(one) for one in gateways.values()] == [
        OpenEPaperLink, OpenDisplay, Trmnl, Minew, HttpPush, Folder, Folder, Command,
    ]  # fmt: skip
    for one in gateways.values():
        await one.aclose()


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (GatewayConfig(name="g", kind="openepaperlink"), "its address is ''"),
        (GatewayConfig(name="g", kind="openepaperlink", url="http://user:word@ap.example"), "holds a user name"),
        (GatewayConfig(name="g", kind="opendisplay", url="http://x.example"), "expected one like tcp://"),
        (GatewayConfig(name="g", kind="opendisplay", url="tcp://x.example:99999"), "expected one like tcp://"),
        (GatewayConfig(name="g", kind="trmnl", url="kiosk.example"), "its address is 'kiosk.example'"),
        (GatewayConfig(name="g", kind="minew", url="https://x.example"), "no user, which kind minew needs"),
        (GatewayConfig(name="g", kind="http", url="ftp://x.example/"), "its address is"),
        (GatewayConfig(name="g", kind="http", url="http://x.example", secret_file="/nowhere"), "cannot be read"),
        (GatewayConfig(name="g", kind="folder"), "found no path"),
        (GatewayConfig(name="g", kind="command"), "found no command"),
        (GatewayConfig(kind="folder", path="x"), "its name is missing"),
    ],
)
def test_what_cannot_be_opened_is_a_sentence_that_says_what_was_expected(config: GatewayConfig, said: str) -> None:
    gateways, (mistake,) = opened(config)
    assert said in mistake
    assert mistake.startswith('gateway "g": ' if config.name else "gateway 1: ")
    assert gateways == {}


def minew(folder: Path, **more: object) -> GatewayConfig:
    (folder / "word").write_text("canary")
    (folder / "word").chmod(0o600)
    fields: dict[str, object] = {
        "name": "g", "kind": "minew", "url": "https://x.example", "user": "u", "store": "7",
        "password_file": str(folder / "word"), "template": {"a": "{room}"},
    }  # fmt: skip
    return GatewayConfig(**{**fields, **more})  # type: ignore[arg-type]


def test_a_password_goes_over_plain_http_only_where_that_is_allowed(tmp_path: Path) -> None:
    _, (mistake,) = opened(minew(tmp_path, url="http://x.example"))
    assert "plain HTTP" in mistake
    assert "canary" not in mistake
    assert opened(minew(tmp_path, url="http://x.example", allow_plain_http=True))[1] == ()


def test_a_path_of_another_name_is_named(tmp_path: Path) -> None:
    _, (mistake,) = opened(minew(tmp_path, paths={"labels": "/a", "lables": "/b"}))
    assert mistake == 'gateway "g": found the path lables, expected one of labels, login, logs, update'


def test_all_mistakes_are_named_at_once_and_the_good_ones_are_there() -> None:
    gateways, mistakes = opened(
        GatewayConfig(name="a", kind="folder"),
        GatewayConfig(name="b", kind="folder", path="x"),
        GatewayConfig(name="b", kind="folder", path="y"),
        GatewayConfig(name="c", kind="opendisplay", url="tcp://c.example:2446"),
        GatewayConfig(name="p1", kind="trmnl"),
        GatewayConfig(name="p2", kind="trmnl"),
        tags={"c": ("1", "2")},
    )
    starts = ('gateway "a": ', 'gateway "b": ', 'gateway "c": ', "there is more than one gateway of kind trmnl")
    assert [one.startswith(start) for one, start in zip(mistakes, starts, strict=True)] == [True] * 4
    assert set(gateways) == {"b", "p1", "p2"}


@pytest.mark.parametrize(
    ("clock", "seconds"), [((9, 0), 300), ((9, 12), 195), ((9, 14), 75), ((21, 0), 9 * 3600 + 15), ((5, 59), 75)]
)
def test_devices_ask_soon_and_just_after_each_quarter_and_sleep_through_the_night(
    clock: tuple[int, int], seconds: int
) -> None:
    assert pull_pause(RULES)(datetime(2026, 3, 2, *clock, tzinfo=UTC)) == seconds
