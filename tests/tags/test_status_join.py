"""What is known of tags beside what the config says of them now."""

from dataclasses import replace

import pytest

from kiosk.config.tags import GatewayConfig, TagConfig
from kiosk.tags.bindings import Binding, panel_of
from kiosk.tags.record import TagRecord, unseen
from kiosk.tags.source import Placing
from kiosk.tags.status import TagStatus
from kiosk.tags.status_join import joined

GATEWAYS = [GatewayConfig(name="od1", kind="opendisplay"), GatewayConfig(name="ap1", kind="openepaperlink")]


def binding(rotation: int = 0, **more: object) -> Binding:
    tag = TagConfig(id="A", gateway="od1", room="1", panel="2.13-bwr", rotation=rotation, **more)  # type: ignore[arg-type]
    panel = panel_of(tag)
    assert panel is not None
    return Binding(tag, panel)


def seen(one: Binding) -> TagRecord:
    return replace(unseen(one), face="f", shown="f", battery_percent=50)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_memory_of_a_panel_is_as_wide_as_it_was_made_however_it_hangs(rotation: int) -> None:
    one = binding(rotation)
    (status,) = joined(Placing((one,)), [seen(one)], GATEWAYS)
    assert status == TagStatus(seen(one), "opendisplay", 250)
    assert len(status.warnings) == 2


@pytest.mark.parametrize(
    "change", [{"room": "2"}, {"gateway": "ap1"}, {"panel": "2.9-bwr"}, {"width": 296}, {"palette": "bw"}]
)
def test_what_was_known_of_the_tag_elsewhere_says_nothing_any_more(change: dict[str, object]) -> None:
    one = binding()
    (status,) = joined(Placing((one,)), [replace(seen(one), **change)], GATEWAYS)  # type: ignore[arg-type]
    assert status.record == unseen(one)


def test_tags_that_are_gone_are_not_listed_but_where_nobody_could_ask() -> None:
    one = binding()
    gone = replace(seen(one), id="B", gateway="ap1", width=384)
    assert [each.record.id for each in joined(Placing((one,)), [gone], GATEWAYS)] == ["A"]
    _, other = joined(Placing((one,)), [seen(one), gone], GATEWAYS, whole=False)
    assert other == TagStatus(gone, "openepaperlink", 384)


def test_a_tag_that_cannot_be_served_comes_last_with_its_problem() -> None:
    lost = TagRecord("Z", "", "who?", "", 0, 0, "", problem="Nobody carries it.")
    before = replace(lost, problem=None, face="f")
    assert [each.record for each in joined(Placing((binding(),), (lost,)), [before], GATEWAYS)][1] == lost
