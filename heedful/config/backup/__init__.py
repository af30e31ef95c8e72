"""A backup in one file: the database, the blobs and the keys; taken while the desk is open, checked, put back."""
