"""What comes out of a printer: badges, and the list of who is in."""
