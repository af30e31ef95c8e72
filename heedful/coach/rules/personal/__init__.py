"""Rules of the family 'personal'."""
