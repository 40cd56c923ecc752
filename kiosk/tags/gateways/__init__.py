"""The ways to e-paper tags, one module a kind of gateway; each meets `Gateway`."""
