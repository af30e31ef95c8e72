"""The addresses of the room `replies`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
