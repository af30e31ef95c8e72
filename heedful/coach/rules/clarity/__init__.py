"""Rules of the family 'clarity'."""
