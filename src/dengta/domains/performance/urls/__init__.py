"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = "dengta.domains.performance.urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path("appraisals/", include(f"{PARTS}.appraisals")),
]
