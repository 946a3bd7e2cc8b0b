"""Addresses of self-reviews."""

from django.urls import path

from dengta.domains.performance.views import reviews

app_name = "self_reviews"
urlpatterns = [
    path("", reviews.self_list, name="list"),
    path("<uuid:pk>/", reviews.self_one, name="one"),
    path("<uuid:pk>/write/", reviews.self_write, name="write"),
]
