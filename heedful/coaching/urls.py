"""The addresses of the room `coaching`."""

from django.urls import path

from heedful.coaching import pages, standards_pages

urlpatterns = [
    path("conversations/<int:conversation_id>/dismissals/", pages.dismissals, name="dismissals"),
    path("conversations/<int:conversation_id>/takings/", pages.takings, name="takings"),
    path("messages/<int:interaction_id>/review/", pages.sent_review, name="sent_review"),
    path("my-writing/", pages.my_writing, name="my_writing"),
    path("settings/coach/", pages.teams_writing, name="teams_writing"),
    path("settings/coach/trends/", pages.trends, name="trends"),
    path("coach/practices/<slug:code>/", pages.practice_page, name="practice"),
    path("coach/rules/<slug:code>/", pages.rule, name="rule"),
    path("settings/standards/", standards_pages.standards, name="settings_standards"),
    path("settings/standards/preview/", standards_pages.standards_preview, name="standards_preview"),
    path("settings/standards/tuning/", standards_pages.standards_tuning, name="standards_tuning"),
    path("settings/standards/file/", standards_pages.standards_file, name="standards_file"),
    path("settings/standards/<int:version>/", standards_pages.standards_version, name="standards_version"),
    path("settings/standards/<int:version>/restore/", standards_pages.standards_restore, name="standards_restore"),
]
