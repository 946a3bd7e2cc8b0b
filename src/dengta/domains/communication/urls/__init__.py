"""Addresses of the room, one module and namespace per part."""

from django.urls import include, path

PARTS = "dengta.domains.communication.urls"

urlpatterns = [
    path("for-me/", include(f"{PARTS}.todos")),
    path("", include(f"{PARTS}.requests")),
    path("announcements/", include(f"{PARTS}.announcements")),
    path("checks/", include(f"{PARTS}.checks")),
    path("consultations/", include(f"{PARTS}.consultations")),
    path("culture/", include(f"{PARTS}.culture")),
    path("customer-flags/", include(f"{PARTS}.flags")),
    path("delegations/", include(f"{PARTS}.delegations")),
    path("floor-reports/", include(f"{PARTS}.reports")),
    path("grievances/", include(f"{PARTS}.grievances")),
    path("help/", include(f"{PARTS}.help_calls")),
    path("library/", include(f"{PARTS}.library")),
    path("mediations/", include(f"{PARTS}.mediations")),
    path("meetings/", include(f"{PARTS}.meetings")),
    path("messages/", include(f"{PARTS}.messages")),
    path("one-on-ones/", include(f"{PARTS}.one_on_ones")),
    path("stand-ups/", include(f"{PARTS}.standups")),
    path("suggestions/", include(f"{PARTS}.suggestions")),
    path("talks/", include(f"{PARTS}.talks")),
    path("team-events/", include(f"{PARTS}.team_events")),
]
