"""One file per command of `heedful`."""
