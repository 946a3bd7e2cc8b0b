"""Addresses of the ledger of client penalties."""

from django.urls import path

from dengta.domains.goals.views import penalties

app_name = "penalties"
urlpatterns = [
    path("", penalties.penalties, name="list"),
    path("new/", penalties.new, name="new"),
    path("<int:pk>/", penalties.penalty, name="penalty"),
    path("<int:pk>/lesson/", penalties.learn, name="learn"),
    path("<int:pk>/mended/", penalties.finish, name="finish"),
]
