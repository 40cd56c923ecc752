"""Faces drawn once, offscreen, into a file."""
