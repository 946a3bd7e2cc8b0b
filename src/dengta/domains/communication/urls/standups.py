"""Addresses of the stand-ups."""

from django.urls import path

from dengta.domains.communication.views import standups

app_name = "standups"
urlpatterns = [
    path("", standups.history, name="history"),
    path("teams/<int:pk>/", standups.standup, name="standup"),
    path("teams/<int:pk>/answer/", standups.answer, name="answer"),
    path("teams/<int:pk>/blockers/new/", standups.blocker_new, name="blocker_new"),
    path("blockers/<int:pk>/", standups.blocker, name="blocker"),
    path("<int:pk>/", standups.minutes, name="minutes"),
    path("<int:pk>/addendum/", standups.addendum, name="addendum"),
]
