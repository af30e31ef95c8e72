"""The addresses of the room `workspace`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
