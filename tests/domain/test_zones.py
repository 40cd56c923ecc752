"""What names a time zone, and what does not, whatever it is."""

from zoneinfo import available_timezones

import pytest

from kiosk.domain.zones import zone_named


def test_every_key_names_its_zone() -> None:
    keys = available_timezones()
    assert len(keys) > 400
    assert all(zone_named(key).key == key for key in keys)


@pytest.mark.parametrize(
    "text", ["", " ", "Berlin", "Europe/Nowhere", "America", "/etc", "Europe/../UTC", "\0", "\ud800", "a/" * 3000]
)
def test_anything_else_is_refused_alike(text: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        zone_named(text)
