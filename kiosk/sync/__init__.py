"""Keeps what is known of the rooms up to date, without Qt."""
