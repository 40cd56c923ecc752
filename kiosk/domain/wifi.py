"""A Wi-Fi as the text that phones read from a code and offer to join. Never logged."""

_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in '\\;,:"'})


def wifi_code(name: str, password: str) -> str:
    """The text for a network, open where there is no password; empty without a name. All signs are kept as they are."""
    if not name:
        return ""
    network, secret = name.translate(_SIGNS), password.translate(_SIGNS)
    return f"WIFI:T:WPA;S:{network};P:{secret};;" if password else f"WIFI:T:nopass;S:{network};;"
