"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = "dengta.domains.goals.urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path("pay/", include(f"{PARTS}.pay")),
]
