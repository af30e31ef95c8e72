"""Registers the room `customers` with Django."""

from django.apps import AppConfig


class CustomersRoom(AppConfig):
    name = "heedful.customers"
    label = "customers"
