"""Rules of the family 'empathy'."""
