"""Customers, the addresses they use on each channel, what is worth remembering, and what they are known again by."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.team.models import Brand, Person


class Customer(models.Model):
    """One person who deals with one brand, whatever the channel.

    Somebody who turned out to be another customer says in `merged_into` who that is; nothing is theirs any more.
    """

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="customers", db_index=False)
    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True, editable=False)
    company = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True)
    created_at = models.BigIntegerField()
    last_seen_at = models.BigIntegerField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["brand", "name_key"], name="customer_name"),
            models.Index(fields=["brand", "-last_seen_at", "-id"], name="customer_recent"),
            models.Index(fields=["merged_into"], name="customer_merged", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """How a customer reaches us on one channel. `value` is normalised; one owner per brand and channel."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=20)
    value = models.CharField(max_length=320)
    is_verified = models.BooleanField(default=False)
    bounced_at = models.BigIntegerField(null=True)
    bounce_reason = models.CharField(max_length=300, blank=True)
    created_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "channel", "value"], name="address_once")]
        indexes = [models.Index(fields=["customer"], name="address_customer")]


class Remembered(models.Model):
    """A detail about a customer that somebody thought worth remembering."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="remembered")
    text = models.CharField(max_length=300)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    created_at = models.BigIntegerField()


class CustomerWord(models.Model):
    """A word that a customer is found by as one types: of the name, the company, an address (`spelling.py`)."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="words", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "word"], name="customer_word_once")]
        indexes = [models.Index(fields=["brand", "word", "customer"], name="customer_word_find")]


class Hallmark(models.Model):
    """Something that somebody may be known again by. `is_own`: it stands on the card, not only under a message."""

    class Kind(models.TextChoices):
        NAME = "name"
        MAIL = "mail"
        PHONE = "phone"
        COMPANY = "company"
        DOMAIN = "domain"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="hallmarks", db_index=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=320)
    is_own = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "kind", "value"], name="hallmark_once")]
        indexes = [models.Index(fields=["brand", "kind", "value", "customer"], name="hallmark_shared")]


class NotTheSame(models.Model):
    """Two who look alike and are not one: somebody said so. `first` is the one with the smaller id."""

    first = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="not_the_same_once")]
