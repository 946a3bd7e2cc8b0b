"""Addresses of grievances. Ids are random: an address tells nothing about how many there are."""

from django.urls import path

from dengta.domains.communication.views import grievances

app_name = "grievances"
urlpatterns = [
    path("", grievances.listing, name="list"),
    path("new/", grievances.new, name="new"),
    path("<uuid:pk>/", grievances.one, name="one"),
    path("<uuid:pk>/step/", grievances.step, name="step"),
    path("<uuid:pk>/outcome/", grievances.outcome, name="outcome"),
    path("<uuid:pk>/answer/", grievances.react, name="react"),
    path("<uuid:pk>/hand-on/", grievances.hand_on, name="hand_on"),
    path("<uuid:pk>/withdraw/", grievances.withdraw, name="withdraw"),
]
