"""Rules of the family 'flow'."""
