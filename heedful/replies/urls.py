"""The addresses of the room `replies`."""

from django.urls import path

from heedful.replies import pages

urlpatterns = [
    path("conversations/<int:conversation_id>/composer/", pages.composer, name="composer"),
    path("conversations/<int:conversation_id>/drafts/<slug:kind>/", pages.draft, name="draft"),
    path("conversations/<int:conversation_id>/replies/", pages.replies, name="replies"),
    path("conversations/<int:conversation_id>/notes/", pages.notes, name="notes"),
    path("deliveries/<int:delivery_id>/undo/", pages.undo, name="undo"),
]
