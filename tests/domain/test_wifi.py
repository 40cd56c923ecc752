import pytest

from kiosk.domain.wifi import wifi_code


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("Guests", "otter", "WIFI:T:WPA;S:Guests;P:otter;;"),
        ("Guests", "", "WIFI:T:nopass;S:Guests;;"),
        ('a;b,c:"d\\', "x;y", 'WIFI:T:WPA;S:a\\;b\\,c\\:\\"d\\\\;P:x\\;y;;'),
        ("", "otter", ""),
    ],
)
def test_a_network_is_written_as_phones_read_it(name: str, password: str, code: str) -> None:
    assert wifi_code(name, password) == code
