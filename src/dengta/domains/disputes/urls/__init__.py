"""Addresses of the room, one module and namespace per part."""

from django.urls import include, path

PARTS = "dengta.domains.disputes.urls"

urlpatterns = [
    path("calculators/", include(f"{PARTS}.calculators")),
    path("legal-data/", include(f"{PARTS}.legal_data")),
]
