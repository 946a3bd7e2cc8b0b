"""Addresses of the room, one module and namespace per part."""

from django.urls import include, path

PARTS = "dengta.domains.communication.urls"

urlpatterns = [
    path("for-me/", include(f"{PARTS}.todos")),
    path("checks/", include(f"{PARTS}.checks")),
    path("culture/", include(f"{PARTS}.culture")),
    path("library/", include(f"{PARTS}.library")),
    path("meetings/", include(f"{PARTS}.meetings")),
    path("team-events/", include(f"{PARTS}.team_events")),
]
