"""One module a command line command; each returns an exit code."""
