"""Runs a folder of cases through the product and prints what came out, one JSON line each."""
