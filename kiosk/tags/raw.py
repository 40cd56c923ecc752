"""The bytes that a tag's gateway would be sent, for `--raw`: of the picture as the panel's memory wants it."""

from kiosk.config_tags import GatewayConfig
from kiosk.tags.codecs.unfit import Unfit
from kiosk.tags.codecs.wire import Wire, wired
from kiosk.tags.picture import Picture, Rotation, rotated


def raw(gateway: GatewayConfig, picture: Picture, rotation: Rotation) -> bytes:
    """Before they are compressed for the way. Raises `Unfit` for a picture that the gateway cannot take."""
    if gateway.kind == "minew":
        raise Unfit("A Minew server draws by itself, and no template for its texts is configured.")
    return wired(Wire(gateway.kind), rotated(picture, rotation))
