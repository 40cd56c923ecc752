"""JSON over HTTP for any backend: addresses, deadlines, caps, decoding; knows no server and no domain."""

from kiosk.lean import importing_without

with importing_without("httpx._main"):  # its command line, with all that draws it: 16 ms and some MB
    import httpx as httpx
