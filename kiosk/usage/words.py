"""What holds for every command: exit codes, variables, files. The help and the manual page say the same."""

EXITS = (
    ("0", "done"),
    ("1", "something unexpected went wrong"),
    ("2", "the command line or the config cannot be used"),
    ("3", "there was no usable answer"),
    ("4", "not allowed"),
    ("5", "refused"),
)
ENVIRONMENT = (
    ("KIOSK_CONFIG", "the config file, or a folder of them, instead of the standing ones"),
    ("KIOSK_NAME", "what this machine is called in a folder of configs; else its host name"),
    ("KIOSK_TOKEN", "the server's token; goes before the file that the config names"),
    ("KIOSK_PASSWORD", "the Nexudus user's password; goes before that file too"),
    ("KIOSK_DATA_DIR", "where state is kept, where [panel] data_dir names no place"),
    ("KIOSK_RENDERER", "gpu draws by the graphics card; the default starts sooner"),
)
FILES = (
    ("~/.config/room-kiosk/config.toml", "the user's config"),
    ("/etc/room-kiosk/config.toml", "the system's config, where the user has none"),
    ("~/.local/state/room-kiosk", "state: the last good answers, what waits to be sent, the local server's data"),
)
