"""Rules of the family 'tone'."""
