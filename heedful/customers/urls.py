"""The addresses of the room `customers`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
