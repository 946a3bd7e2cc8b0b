"""Addresses of one's own targets."""

from django.urls import path

from dengta.domains.goals.views import own_targets

app_name = "targets"
urlpatterns = [
    path("", own_targets.own, name="own"),
    path("<int:version>/read/", own_targets.acknowledge, name="acknowledge"),
]
