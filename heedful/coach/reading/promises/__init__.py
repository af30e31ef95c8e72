"""Reading promises: clauses, who acts, what is no promise, and until when."""
