"""All addresses of the product, one line per room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("files/", include("dengta.foundation.files.urls")),
]
