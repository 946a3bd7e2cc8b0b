"""Addresses of the room, one module and namespace per part."""

from django.urls import include, path

PARTS = "dengta.domains.communication.urls"

urlpatterns = [
    path("consultations/", include(f"{PARTS}.consultations")),
    path("delegations/", include(f"{PARTS}.delegations")),
    path("announcements/", include(f"{PARTS}.announcements")),
    path("messages/", include(f"{PARTS}.messages")),
    path("for-me/", include(f"{PARTS}.todos")),
    path("stand-ups/", include(f"{PARTS}.standups")),
    path("one-on-ones/", include(f"{PARTS}.one_on_ones")),
    path("talks/", include(f"{PARTS}.talks")),
    path("grievances/", include(f"{PARTS}.grievances")),
    path("mediations/", include(f"{PARTS}.mediations")),
    path("", include(f"{PARTS}.requests")),
    path("suggestions/", include(f"{PARTS}.suggestions")),
    path("floor-reports/", include(f"{PARTS}.reports")),
    path("customer-flags/", include(f"{PARTS}.flags")),
    path("help/", include(f"{PARTS}.help_calls")),
    path("checks/", include(f"{PARTS}.checks")),
    path("culture/", include(f"{PARTS}.culture")),
    path("library/", include(f"{PARTS}.library")),
    path("meetings/", include(f"{PARTS}.meetings")),
    path("team-events/", include(f"{PARTS}.team_events")),
]
