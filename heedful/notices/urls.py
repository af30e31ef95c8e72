"""The addresses of the room `notices`."""

from django.urls import path

from heedful.notices import pages

urlpatterns = [
    path("notices/", pages.notices, name="notices"),
    path("notices/reading/", pages.reading_all, name="notices_reading"),
    path("notices/key/", pages.push_key, name="push_key"),
    path("notices/browsers/", pages.browsers, name="browsers"),
    path("notices/browsers/<int:browser_id>/removal/", pages.browser_removal, name="browser_removal"),
    path("notices/digest/<str:token>/", pages.digest_ending, name="digest_ending"),
    path("notices-worker.js", pages.worker, name="notices_worker"),
    path("settings/notices/", pages.settings_notices, name="settings_notices"),
    path("notices/<int:notice_id>/reading/", pages.reading_one, name="notice_reading"),
]
