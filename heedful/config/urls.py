"""Every address of the product, one line per room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("heedful.workspace.urls")),
    path("", include("heedful.replies.urls")),
    path("", include("heedful.notices.urls")),
    path("", include("heedful.assist.urls")),
    path("", include("heedful.coaching.urls")),
    path("", include("heedful.promises.urls")),
    path("", include("heedful.interactions.urls")),
    path("", include("heedful.customers.urls")),
    path("", include("heedful.switchboard.urls")),
    path("", include("heedful.team.urls")),
    path("", include("heedful.demo.urls")),
    path("", include("heedful.config.own_urls")),
]
