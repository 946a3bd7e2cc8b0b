"""Addresses of the room, one module and namespace per part."""

from django.urls import include, path

PARTS = "dengta.domains.communication.urls"

urlpatterns = [
    path("messages/", include(f"{PARTS}.messages")),
    path("for-me/", include(f"{PARTS}.todos")),
]
