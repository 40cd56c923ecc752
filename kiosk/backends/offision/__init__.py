"""Offision's External API: client, wire models, translation to the domain."""
