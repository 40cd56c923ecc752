"""JSON over HTTP for any backend: addresses, deadlines, caps, decoding; knows no server and no domain."""
