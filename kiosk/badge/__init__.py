"""Badges for visitors: a label from a template, as a picture and as a page. Pillow, no Qt, no network."""
