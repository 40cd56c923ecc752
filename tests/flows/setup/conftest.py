"""The same servers and panels as for what the flows work on."""

from tests.setup.conftest import device, served

__all__ = ["device", "served"]
