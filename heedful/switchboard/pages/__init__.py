"""Mailboxes and their settings; one mail and its sender; what was put away as unwanted."""
