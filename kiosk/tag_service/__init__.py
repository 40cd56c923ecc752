"""`kiosk tags run`, put together."""
