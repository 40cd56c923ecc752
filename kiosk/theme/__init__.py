"""A building's own look: its colours, its logo and its letters, from one TOML file ([theming.md](docs/theming.md)).

Pure: knows neither Qt nor a screen. Only `palette` and `dress` are loaded where there is no such file.
"""
