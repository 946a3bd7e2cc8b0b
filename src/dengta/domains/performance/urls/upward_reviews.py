"""Addresses of upward reviews."""

from django.urls import path

from dengta.domains.performance.views import upward

app_name = "upward_reviews"
urlpatterns = [
    path("", upward.upward_list, name="list"),
    path("prepare/", upward.upward_prepare, name="prepare"),
    path("answer/<uuid:pk>/", upward.upward_answer, name="answer"),
    path("result/<uuid:pk>/", upward.upward_result, name="result"),
    path("<int:pk>/", upward.upward_round, name="round"),
    path("<int:pk>/start/", upward.upward_start, name="start"),
    path("<int:pk>/cancel/", upward.upward_cancel, name="cancel"),
]
