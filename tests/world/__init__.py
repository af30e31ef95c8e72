"""A whole house for tests: the product as its own process, with a real mail server before and behind it."""
