"""What runs while the house is open: the server, and the threads behind it."""
