"""One file per command; the list that names and orders them is ``digest.cli.COMMANDS``."""
