"""The addresses of the room `replies`."""

from django.urls import path

from heedful.replies import pages

urlpatterns = [
    path("conversations/<int:conversation_id>/composer/", pages.composer, name="composer"),
    path("conversations/<int:conversation_id>/drafts/<slug:kind>/", pages.draft, name="draft"),
    path("conversations/<int:conversation_id>/drafts/<slug:kind>/heading/", pages.heading, name="heading"),
    path("conversations/<int:conversation_id>/drafts/<slug:kind>/handover/", pages.handover, name="handover"),
    path("conversations/<int:conversation_id>/drafts/<slug:kind>/files/", pages.draft_files, name="draft_files"),
    path("conversations/<int:conversation_id>/drafts/<slug:kind>/proof/", pages.proof, name="proof"),
    path("drafts/files/<int:file_id>/", pages.draft_file, name="draft_file"),
    path("drafts/<int:draft_id>/unscheduling/", pages.unscheduling, name="unscheduling"),
    path("scheduled/", pages.scheduled, name="scheduled"),
    path("settings/signatures/", pages.signatures, name="signatures"),
    path("conversations/<int:conversation_id>/forwards/", pages.forwards, name="forwards"),
    path("conversations/<int:conversation_id>/schedule/", pages.schedule, name="schedule"),
    path("conversations/<int:conversation_id>/replies/", pages.replies, name="replies"),
    path("conversations/<int:conversation_id>/notes/", pages.notes, name="notes"),
    path("deliveries/<int:delivery_id>/undo/", pages.undo, name="undo"),
]
