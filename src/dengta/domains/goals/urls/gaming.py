"""Addresses of review items."""

from django.urls import path

from dengta.domains.goals.views import gaming

app_name = "gaming"
urlpatterns = [
    path("", gaming.reviews, name="list"),
    path("<int:pk>/", gaming.review, name="review"),
    path("<int:pk>/answer/", gaming.answer, name="answer"),
    path("<int:pk>/close/", gaming.close, name="close"),
]
