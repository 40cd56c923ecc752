"""The embedded local server: the same routes over SQLite, the demo building, the receiver of change hints."""
