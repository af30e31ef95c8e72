"""The addresses of the room `team`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
