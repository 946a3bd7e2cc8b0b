"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = "dengta.domains.performance.urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path("appraisals/", include(f"{PARTS}.appraisals")),
    path("performance/quality/", include(f"{PARTS}.qa")),
    path("mystery-visits/", include(f"{PARTS}.shopper")),
    path("peer-reviews/", include(f"{PARTS}.peer_reviews")),
    path("self-reviews/", include(f"{PARTS}.self_reviews")),
    path("upward-reviews/", include(f"{PARTS}.upward_reviews")),
    path("cause-analyses/", include(f"{PARTS}.cause_analyses")),
    path("improvement-plans/", include(f"{PARTS}.improvement_plans")),
    path("month-reviews/", include(f"{PARTS}.month_reviews")),
]
