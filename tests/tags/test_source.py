"""Which tags there are, where the server says a part of it and the config another."""

from dataclasses import replace

import pytest

from kiosk.backends.epaper import Controller, ServerTag
from kiosk.config.tags import GatewayConfig, TagConfig, TagsConfig
from kiosk.tags.bindings import bindings_of
from kiosk.tags.source import Placing, carrier_of, language_of, placed

AP = GatewayConfig(name="ap1", kind="openepaperlink", url="http://ap1.example", panel="7.5-bwr")
NORTH = Controller("1", "North", "de-DE", "MinewServer", (ServerTag("t1", "AC01", "4"), ServerTag("t2", "AC02", "5")))
CONFIG = TagsConfig(from_server=True, gateway=(AP,))


def seen(placing: Placing) -> list[tuple[str, str, str, str, str]]:
    tags = [(one.tag, one.panel) for one in placing.bindings]
    return [(tag.id, tag.gateway, tag.room, tag.language, panel.name) for tag, panel in tags]


def problems(placing: Placing) -> dict[str, str | None]:
    return {one.id: one.problem for one in placing.lost}


def test_the_servers_tags_are_served_by_the_only_gateway_in_their_rooms_and_language() -> None:
    placing = placed(CONFIG, [NORTH])
    assert seen(placing) == [("AC01", "ap1", "4", "de", "7.5-bwr"), ("AC02", "ap1", "5", "de", "7.5-bwr")]
    assert placing.lost == ()


def test_what_the_config_says_of_a_tag_goes_before_the_server() -> None:
    own = TagConfig(id="ac02", gateway="ap1", panel="2.9-bw", rotation=90, language="ja")
    placing = placed(replace(CONFIG, tag=(own, TagConfig(id="X", gateway="ap1", room="9", panel="4.2-bw"))), [NORTH])
    assert seen(placing) == [
        ("ac02", "ap1", "5", "ja", "2.9-bw"),
        ("X", "ap1", "9", "", "4.2-bw"),
        ("AC01", "ap1", "4", "de", "7.5-bwr"),
    ]
    (turned, *_) = placing.bindings
    assert (turned.panel.width, turned.panel.height) == (128, 296)
    moved = placed(replace(CONFIG, tag=(replace(own, room="7"),)), [NORTH])
    assert seen(moved)[0] == ("ac02", "ap1", "7", "ja", "2.9-bw")


def test_a_tag_of_the_config_may_leave_its_room_and_its_gateway_to_the_server() -> None:
    config = replace(CONFIG, tag=(TagConfig(id="AC01", panel="4.2-bwr"), TagConfig(id="ZZ", panel="4.2-bwr")))
    assert bindings_of(config)[1] == ()
    placing = placed(config, [NORTH])
    assert seen(placing)[0] == ("AC01", "ap1", "4", "de", "4.2-bwr")
    assert problems(placing) == {"ZZ": "Neither the config nor the server says whose room it shows."}


def test_without_the_server_the_config_is_all_there_is() -> None:
    config = TagsConfig(gateway=(AP,), tag=(TagConfig(id="A", gateway="ap1", room="1", panel="7.5-bwr"),))
    assert placed(config, ()).bindings == bindings_of(config)[0]


@pytest.mark.parametrize(
    ("gateways", "carrier"),
    [
        ([("ap1", "")], "ap1"),
        ([("ap1", "South")], None),
        ([("ap1", "north"), ("ap2", "South")], "ap1"),
        ([("ap1", "1"), ("North", "")], "ap1"),
        ([("ap1", ""), ("NORTH", "")], "NORTH"),
        ([("ap1", ""), ("ap2", "")], None),
        ([], None),
    ],
)
def test_a_controller_is_carried_by_who_names_it_or_has_its_name_or_is_alone(
    gateways: list[tuple[str, str]], carrier: str | None
) -> None:
    found = carrier_of(NORTH, [GatewayConfig(name=name, controller=controller) for name, controller in gateways])
    assert (found.name if found else None) == carrier


def test_tags_that_nothing_carries_are_named_and_the_others_go_on() -> None:
    qbic = Controller("2", "South", "en-US", "qbicGateway", (ServerTag("q1", "Q1", "8"),))
    unknown = Controller("3", "West", "en-US", None, (ServerTag("w1", "W1", "8"),))
    placing = placed(replace(CONFIG, gateway=(replace(AP, controller="North"),)), [qbic, NORTH, unknown])
    assert [one[0] for one in seen(placing)] == ["AC01", "AC02"]
    found = problems(placing)
    assert '"South" (qbicGateway)' in str(found["Q1"])
    assert 'kind = "http"' in str(found["Q1"])
    assert '"West": name it' in str(found["W1"])


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (ServerTag("t9", None, "4"), "externalKey"),
        (ServerTag("t9", "../x", "4"), "no name that a file could have"),
        (ServerTag("t9", "AC09", None), "in no room"),
        (ServerTag("t9", "ac01", "4"), "twice"),
    ],
)
def test_a_tag_that_the_server_says_too_little_of_is_named(tag: ServerTag, said: str) -> None:
    placing = placed(CONFIG, [NORTH, Controller("2", "South", "en", None, (tag,))])
    assert [one[0] for one in seen(placing)] == ["AC01", "AC02"]
    (lost,) = placing.lost
    assert said in (lost.problem or "")
    assert lost.gateway == "ap1"


def test_a_tag_whose_panel_nobody_told_is_named_with_what_to_do() -> None:
    (one, _) = placed(replace(CONFIG, gateway=(replace(AP, panel=""),)), [NORTH]).lost
    assert one.problem == 'Its panel is not known: set `panel` at the gateway "ap1", or in a [[tags.tag]] with its id.'


def test_a_gateway_s_panel_that_there_is_not_is_a_mistake_of_the_config() -> None:
    (mistake,) = bindings_of(replace(CONFIG, gateway=(replace(AP, panel="7.5-pink"),)))[1]
    assert "7.5-pink" in mistake


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("en-US", "en"),
        ("de-DE", "de"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK, en-US", "zh-Hant"),
        ("pt-BR;fr-FR", "fr"),
        ("en-US/zh-CN", "en"),
        ("pt-BR", "en"),
        ("", "en"),
        (" , ", "en"),
        ("EN", "en"),
    ],
)
def test_of_several_languages_the_first_that_is_known_is_spoken(wish: str, language: str) -> None:
    assert language_of(wish) == language
