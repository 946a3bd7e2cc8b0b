"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = "dengta.domains.goals.urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path("goals/", include(f"{PARTS}.goals")),
    path("my-targets/", include(f"{PARTS}.targets")),
]
