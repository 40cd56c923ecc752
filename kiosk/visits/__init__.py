"""Visitors who come and go: looked up, written down, delivered. asyncio without Qt."""
