"""Notices in the browser while the desk is closed: keys, the guarded way out, sending."""
