"""The rules, one file and one page each, sorted by the practice they serve."""
