"""Addresses of the room, one module and namespace per part."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = "dengta.domains.goals.urls"

urlpatterns: list[URLPattern | URLResolver] = [
    path("client-penalties/", include(f"{PARTS}.penalties")),
    path("figure-reviews/", include(f"{PARTS}.gaming")),
    path("goals/", include(f"{PARTS}.goals")),
    path("kpi-plans/", include(f"{PARTS}.kpi_plans")),
    path("my-targets/", include(f"{PARTS}.targets")),
    path("pay/", include(f"{PARTS}.pay")),
    path("raises/", include(f"{PARTS}.raises")),
    path("scorecards/", include(f"{PARTS}.scorecards")),
    path("strategy/", include(f"{PARTS}.strategy")),
]
