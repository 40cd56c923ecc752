"""Room tags: e-paper signs, from a room's state to the bytes of a gateway. Pillow for glyphs, no Qt."""
