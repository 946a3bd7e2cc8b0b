"""Addresses of peer reviews."""

from django.urls import path

from dengta.domains.performance.views import reviews

app_name = "peer_reviews"
urlpatterns = [
    path("", reviews.peer_list, name="list"),
    path("start/", reviews.peer_start, name="start"),
    path("answer/<uuid:pk>/", reviews.peer_answer, name="answer"),
    path("result/<uuid:pk>/", reviews.peer_result, name="result"),
    path("<int:pk>/", reviews.peer_round, name="round"),
    path("<int:pk>/close/", reviews.peer_close, name="close"),
    path("<int:pk>/cancel/", reviews.peer_cancel, name="cancel"),
]
