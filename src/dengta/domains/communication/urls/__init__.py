"""Addresses of the room, one module and namespace per part."""

from django.urls import include, path

PARTS = "dengta.domains.communication.urls"

urlpatterns = [
    path("consultations/", include(f"{PARTS}.consultations")),
    path("delegations/", include(f"{PARTS}.delegations")),
    path("for-me/", include(f"{PARTS}.todos")),
    path("grievances/", include(f"{PARTS}.grievances")),
    path("mediations/", include(f"{PARTS}.mediations")),
    path("", include(f"{PARTS}.requests")),
]
