"""Wiring only: settings, addresses, which reaction follows which event, the commands."""
