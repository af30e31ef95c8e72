"""The addresses of the room `interactions`."""

from django.urls import path

from heedful.interactions import pages

urlpatterns = [
    path("attachments/<int:attachment_id>/", pages.attachment, name="attachment"),
]
