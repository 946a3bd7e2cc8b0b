"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = "dengta.domains.goals.urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path("goals/", include(f"{PARTS}.goals")),
    path("my-targets/", include(f"{PARTS}.targets")),
    path("client-penalties/", include(f"{PARTS}.penalties")),
    path("figure-reviews/", include(f"{PARTS}.gaming")),
    path("kpi-plans/", include(f"{PARTS}.kpi_plans")),
    path("pay/", include(f"{PARTS}.pay")),
    path("raises/", include(f"{PARTS}.raises")),
    path("scorecards/", include(f"{PARTS}.scorecards")),
    path("strategy/", include(f"{PARTS}.strategy")),
]
