"""Customers, the addresses they use on each channel, and what is worth remembering about them."""

from __future__ import annotations

from django.db import models

from heedful.team.models import Brand, Person


class Customer(models.Model):
    """One person who deals with one brand, whatever the channel."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="customers", db_index=False)
    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True, editable=False)
    company = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True)
    created_at = models.BigIntegerField()
    last_seen_at = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["brand", "name_key"], name="customer_name"),
            models.Index(fields=["brand", "-last_seen_at", "-id"], name="customer_recent"),
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
