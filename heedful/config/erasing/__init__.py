"""Erasing a customer: all that is theirs in every room goes at once; that something took place stays as a number."""
