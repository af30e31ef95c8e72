"""Rules of the family 'promises'."""
