"""Codes read from grey pictures. Knows no Qt."""
