"""The addresses of the room `interactions`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
