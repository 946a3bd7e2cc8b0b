"""Addresses of flags at customers."""

from django.urls import path

from dengta.domains.communication.views import flags

app_name = "flags"
urlpatterns = [
    path("", flags.flags, name="list"),
    path("new/", flags.new, name="new"),
    path("wording/", flags.wording, name="wording"),
    path("<int:pk>/", flags.flag, name="flag"),
    path("<int:pk>/decide/", flags.decide, name="decide"),
    path("<int:pk>/end/", flags.end, name="end"),
]
