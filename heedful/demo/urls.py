"""The address of the demo's door."""

from __future__ import annotations

from django.urls import URLPattern, path

from heedful.demo import door

urlpatterns: list[URLPattern] = [path("demo/<str:token>/", door.door, name="demo_door")]
