"""Kinds of checks that several rules share."""
