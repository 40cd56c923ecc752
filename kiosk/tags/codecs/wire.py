"""The bytes that a gateway of one kind is sent for a picture, as `--raw` writes them. Knows no network."""

from enum import StrEnum
from typing import assert_never

from kiosk.tags.codecs.jpeg import jpeg
from kiosk.tags.codecs.opendisplay import planes
from kiosk.tags.codecs.png import png
from kiosk.tags.codecs.trmnl import trmnl_file
from kiosk.tags.picture import Picture


class Wire(StrEnum):
    """The kinds of gateways that are sent pictures, by the names that the config uses."""

    OPENEPAPERLINK = "openepaperlink"
    OPENDISPLAY = "opendisplay"
    TRMNL = "trmnl"
    HTTP = "http"
    FOLDER = "folder"
    COMMAND = "command"


def wired(kind: Wire, mounted: Picture) -> bytes:
    """A file, or for OpenDisplay the planes before they are compressed. Raises `Unfit`.

    A Minew server is sent no picture: `kiosk.tags.codecs.minew.goods` makes what it takes.
    """
    match kind:
        case Wire.OPENEPAPERLINK:
            return jpeg(mounted)
        case Wire.OPENDISPLAY:
            return planes(mounted)
        case Wire.TRMNL:
            return trmnl_file(mounted)[0]
        case Wire.HTTP | Wire.FOLDER | Wire.COMMAND:
            return png(mounted)
    assert_never(kind)
