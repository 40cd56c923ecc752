"""The screens as they are drawn: real Qt, offscreen, with the bundled fonts only."""
