"""The addresses of the room `coaching`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
