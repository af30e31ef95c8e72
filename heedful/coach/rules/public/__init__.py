"""Rules of the family 'public'."""
