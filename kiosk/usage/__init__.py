"""The command line as others want it: completion for shells, and a manual page. All from the one parser."""
