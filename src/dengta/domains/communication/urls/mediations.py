"""Addresses of mediations. Ids are random: an address tells nothing about how many there are."""

from django.urls import path

from dengta.domains.communication.views import mediations

app_name = "mediations"
urlpatterns = [
    path("", mediations.listing, name="list"),
    path("new/", mediations.new, name="new"),
    path("<uuid:pk>/", mediations.one, name="one"),
    path("<uuid:pk>/view/", mediations.view, name="view"),
    path("<uuid:pk>/agree/", mediations.agree, name="agree"),
    path("<uuid:pk>/look-back/", mediations.look_back, name="look_back"),
    path("<uuid:pk>/another/", mediations.another, name="another"),
]
