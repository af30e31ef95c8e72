"""The addresses of the room `switchboard`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
