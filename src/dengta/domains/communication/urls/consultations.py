"""Addresses of consultations."""

from django.urls import path

from dengta.domains.communication.views import consultations

app_name = "consultations"
urlpatterns = [
    path("", consultations.listing, name="list"),
    path("new/", consultations.new, name="new"),
    path("<int:pk>/", consultations.one, name="one"),
    path("<int:pk>/voice/", consultations.voice, name="voice"),
    path("<int:pk>/conclude/", consultations.conclude, name="conclude"),
]
