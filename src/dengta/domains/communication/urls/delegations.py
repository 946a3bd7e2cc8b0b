"""Addresses of delegations."""

from django.urls import path

from dengta.domains.communication.views import delegations

app_name = "delegations"
urlpatterns = [
    path("", delegations.listing, name="list"),
    path("new/", delegations.new, name="new"),
    path("<int:pk>/end/", delegations.end, name="end"),
]
