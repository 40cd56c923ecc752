"""Secrets, and the files and environments that hold them."""
