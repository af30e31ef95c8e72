"""Rules of the family 'questions'."""
