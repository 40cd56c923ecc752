"""The bytes that a tag's gateway would be sent, for `--raw`: of the picture as the panel's memory wants it."""

from kiosk.config.tags import GatewayConfig
from kiosk.tags.codecs.minew import goods
from kiosk.tags.codecs.wire import Wire, wired
from kiosk.tags.face import Face
from kiosk.tags.picture import Picture, Rotation, rotated
from kiosk.tags.told import words_of


def raw(gateway: GatewayConfig, tag: str, face: Face, picture: Picture, rotation: Rotation) -> bytes:
    """Before they are compressed for the way; a Minew server is sent texts. Raises `Unfit` for what it cannot take."""
    if gateway.kind == "minew":
        return goods(gateway.store, gateway.records.get(tag, tag), gateway.template, words_of(face))
    return wired(Wire(gateway.kind), rotated(picture, rotation))
