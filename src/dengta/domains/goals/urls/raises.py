"""Addresses of raises."""

from django.urls import path

from dengta.domains.goals.views import raises

app_name = "raises"
urlpatterns = [
    path("", raises.raises, name="list"),
    path("new/", raises.new, name="new"),
    path("bands/", raises.bands, name="bands"),
    path("bands/new/", raises.band, name="band"),
    path("budgets/new/", raises.budget, name="budget"),
    path("<uuid:pk>/", raises.proposal, name="proposal"),
    path("<uuid:pk>/approve/", raises.approve, name="approve"),
    path("<uuid:pk>/decline/", raises.decline, name="decline"),
    path("<uuid:pk>/withdraw/", raises.withdraw, name="withdraw"),
]
