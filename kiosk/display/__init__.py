"""The ways to make a door's screen brighter and darker."""
