"""Addresses of news between rooms."""

from django.urls import path

from dengta.foundation.events import views

app_name = "events"
urlpatterns = [
    path("", views.undelivered, name="list"),
    path("<int:pk>/again/", views.try_again, name="try_again"),
    path("<int:pk>/skip/", views.skip, name="skip"),
]
