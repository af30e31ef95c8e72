"""The addresses of the room `coaching`."""

from django.urls import path

from heedful.coaching import pages

urlpatterns = [
    path("conversations/<int:conversation_id>/dismissals/", pages.dismissals, name="dismissals"),
    path("coach/rules/<slug:code>/", pages.rule, name="rule"),
]
