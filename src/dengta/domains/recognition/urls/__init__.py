"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = "dengta.domains.recognition.urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rules/", include(f"{PARTS}.rule_book")),
    path("fairness/", include(f"{PARTS}.judged")),
]
