"""The addresses of what needs every room: how long things are kept, and erasing somebody."""

from __future__ import annotations

from django.urls import URLPattern, path

from heedful.config.erasing import pages as erasing
from heedful.config.retention import pages as retention

urlpatterns: list[URLPattern] = [
    path("settings/keeping/", retention.keeping, name="settings_keeping"),
    path("settings/keeping/preview/", retention.keeping_preview, name="settings_keeping_preview"),
    path("customers/<int:customer_id>/erasure/", erasing.erasure, name="customer_erasure"),
]
