"""What a virus scanner said of a blob, how long a brand keeps what it received, and what may go."""

from __future__ import annotations

from django.db import models


class Verdict(models.Model):
    """Equal content is stored once, so it is judged once."""

    digest = models.CharField(max_length=64, primary_key=True)
    is_infected = models.BooleanField()
    words = models.CharField(max_length=200, blank=True)
    scanned_at = models.BigIntegerField()


class Keeping(models.Model):
    """How many months after a conversation was resolved its mail, its files and its texts are kept; 0: for ever.

    The raw mail holds the files and the texts, so it never stays longer than they do. `texts_done_at`: texts of
    conversations that were resolved until then are gone.
    """

    brand_id = models.BigIntegerField(primary_key=True)
    mail_months = models.PositiveSmallIntegerField(default=0)
    files_months = models.PositiveSmallIntegerField(default=0)
    texts_months = models.PositiveSmallIntegerField(default=0)
    texts_done_at = models.BigIntegerField(default=0)
    ran_at = models.BigIntegerField(default=0)


class Released(models.Model):
    """A blob that a row named until it was purged; it goes when no other row names it."""

    digest = models.CharField(max_length=64, primary_key=True)
    released_at = models.BigIntegerField()
