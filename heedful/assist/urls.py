"""The addresses of the room `assist`."""

from django.urls import path

from heedful.assist import trouble_pages, writing_pages

urlpatterns = [
    path("conversations/<int:conversation_id>/trouble/", trouble_pages.trouble, name="trouble"),
    path("conversations/<int:conversation_id>/trouble/words/", trouble_pages.wording, name="trouble_words"),
    path("conversations/<int:conversation_id>/trouble/handing/", trouble_pages.handing_on, name="trouble_handing"),
    path("conversations/<int:conversation_id>/trouble/end/", trouble_pages.ending, name="trouble_end"),
    path("conversations/<int:conversation_id>/trouble/pause/", trouble_pages.breather, name="trouble_pause"),
    path("conversations/<int:conversation_id>/help/", writing_pages.writing_help, name="writing_help"),
    path("proposals/<int:proposal_id>/<slug:verb>/", writing_pages.proposal, name="proposal"),
    path("settings/writing-help/", writing_pages.settings_help, name="settings_help"),
]
