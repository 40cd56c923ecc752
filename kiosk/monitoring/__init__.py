"""What a collector of figures and a journal get to read."""
