"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = "dengta.domains.recognition.urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rules/", include(f"{PARTS}.rule_book")),
    path("cases/", include(f"{PARTS}.cases")),
    path("stars/", include(f"{PARTS}.stars")),
    path("rewards/", include(f"{PARTS}.bonuses")),
    path("benefits/", include(f"{PARTS}.benefits")),
    path("praise/", include(f"{PARTS}.praise")),
    path("honour-wall/", include(f"{PARTS}.wall")),
    path("conduct/", include(f"{PARTS}.conduct")),
    path("fairness/", include(f"{PARTS}.judged")),
]
