"""The command line: commands, options, and how their values are read."""
