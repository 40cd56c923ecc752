"""Who may set what up: a new panel all of it, an old one its settings, a managed one what does not write."""

from pathlib import Path

from kiosk.setup.device import Device
from kiosk.setup_door import setup_flows
from tests.setup.panels import device_at

LOCAL = "[panel]\nroom = '1'\n"


def keys(device: Device) -> set[str]:
    return set(setup_flows(device.settings, device.clock, lambda: "Victoria", lambda: None))


def test_a_new_panel_offers_to_be_set_up(tmp_path: Path) -> None:
    assert keys(device_at(tmp_path)) == {"set_up", "clock"}


def test_a_panel_with_a_config_offers_its_settings(tmp_path: Path) -> None:
    device = device_at(tmp_path, config=LOCAL)

    assert keys(device) == {"settings", "clock"}
    assert device.may_change


def test_a_panel_with_a_named_config_may_not_change_it_and_its_clock_opens_nothing(tmp_path: Path) -> None:
    config = tmp_path / "named.toml"
    config.write_text(LOCAL)
    device = device_at(tmp_path, named=config)

    assert keys(device) == {"settings"}
    assert not device.may_write


def test_a_demo_that_was_asked_for_offers_nothing(tmp_path: Path) -> None:
    assert keys(device_at(tmp_path, demo=True)) == set()


def test_settings_can_be_switched_off(tmp_path: Path) -> None:
    assert keys(device_at(tmp_path, config=LOCAL + "settings = false\n")) == set()
