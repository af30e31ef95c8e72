"""Unwanted mail: marked by people, by blocked senders, and by what was learnt from the team's own marks."""
