"""Nexudus: its REST API as a backend. What is known, inferred or unknown of it is marked [K], [I] and [?]."""
