"""The ways to show a door's state by a coloured lamp."""
