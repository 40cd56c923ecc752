"""What `kiosk doctor` looks at, each part's checks in a module of its own."""
