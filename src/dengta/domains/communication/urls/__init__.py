"""Addresses of the room, one module and namespace per part."""

from django.urls import include, path

PARTS = "dengta.domains.communication.urls"

urlpatterns = [
    path("for-me/", include(f"{PARTS}.todos")),
    path("suggestions/", include(f"{PARTS}.suggestions")),
    path("floor-reports/", include(f"{PARTS}.reports")),
    path("customer-flags/", include(f"{PARTS}.flags")),
    path("help/", include(f"{PARTS}.help_calls")),
]
