"""Addresses of the room, one module and namespace per part."""

from django.urls import include, path

PARTS = "dengta.domains.communication.urls"

urlpatterns = [
    path("announcements/", include(f"{PARTS}.announcements")),
    path("for-me/", include(f"{PARTS}.todos")),
]
