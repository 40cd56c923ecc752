"""The lobby: its composition root and its screen."""
