"""Room Kiosk: the screens at a building's doors."""

__version__ = "0.1.0"
