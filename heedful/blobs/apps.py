"""Registers the room `blobs` with Django."""

from django.apps import AppConfig


class BlobsRoom(AppConfig):
    name = "heedful.blobs"
    label = "blobs"
